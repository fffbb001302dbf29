"""The yardstick: an almost empty Streamlit script, with one choice and one line of text."""

import streamlit as st

receptor = st.segmented_control("Receptor", ["D film", "Sensor"], default="Sensor")
st.write(f"You chose {receptor}.")
