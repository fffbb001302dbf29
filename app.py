"""Page set-up and navigation, nothing else."""

import streamlit as st

from advisor.pages import TOUCH, check, evidence, learn, redraw, technique_chart

redraw.begun()  # before anything that the next touch can interrupt
st.set_page_config(page_title="Dental imaging exposure advisor", layout="wide")
st.html(TOUCH)
st.navigation(
    [
        st.Page(check.page, title="Check", default=True),
        st.Page(technique_chart.page, title="Technique chart", url_path="technique-chart"),
        st.Page(learn.page, title="Learn", url_path="learn"),
        st.Page(evidence.page, title="Evidence", url_path="evidence"),
    ],
    position="top",
).run()
