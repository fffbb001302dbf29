"""Page set-up and navigation, nothing else."""

import streamlit as st

from advisor.pages import check

st.set_page_config(page_title="Dental imaging exposure advisor", layout="wide")
st.navigation([st.Page(check.page, title="Check", default=True)], position="top").run()
