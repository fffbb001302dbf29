"""The models held against every published value; the dose model fitted, and held against studies left out.

model_check: each published value beside the model's (compared). leave_one_out: doses predicted without their study.
dose_fit, pooling: the fit. chart_regions: relative exposures from makers' charts.
"""
