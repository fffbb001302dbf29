"""Page set-up and navigation; and what `streamlit run app.py` serves, protected as `serve` is."""

import streamlit as st

if __name__ == "app":  # Streamlit imports the file to serve it, and runs it as a script for each visitor
    from advisor.server import protected

    app = st.App(__file__, **protected())
else:
    from advisor import pictograms
    from advisor.pages import TOUCH
    from advisor.pages.audit.page import page as audit
    from advisor.pages.check.page import page as check
    from advisor.pages.evidence.page import page as evidence
    from advisor.pages.learn.page import page as learn
    from advisor.pages.my_record import store as my_record
    from advisor.pages.record.page import page as record
    from advisor.pages.shared import back, redraw, restart, speech
    from advisor.pages.shared.other_pages import title
    from advisor.pages.technique_chart.page import page as technique_chart

    others = {
        "technique-chart": technique_chart,
        "audit": audit,
        "learn": learn,
        "record": record,
        "evidence": evidence,
    }
    redraw.begun()  # before anything that the next touch can interrupt
    back.leads_to(None)
    st.set_page_config(page_title="Dental imaging exposure advisor", page_icon=pictograms.MARK, layout="wide")
    st.logo(pictograms.WORDMARK, size="medium")
    st.html(TOUCH)
    with speech.of_reader():
        restart.notice()
        st.navigation(
            [
                st.Page(check, title=title(), default=True),
                *(st.Page(page, title=title(address), url_path=address) for address, page in others.items()),
            ],
            position="top",
        ).run()
    restart.keep()
    my_record.guard("record_unsaved")
