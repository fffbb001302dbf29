"""The parents' form: large type, short blocks, one bar, lines to write on."""

from typing import Final

STYLE: Final = """
.kicker { color: #444; font-size: .9em; }
h1 { margin: .1em 0 .4em; padding-bottom: .3em; border-bottom: 2pt solid #0072b2; font-size: 2.1em; }
h2 { font-size: 1.18em; margin: .8em 0 .2em; }
p + p { margin-top: .25em; }
.half { float: left; width: 47.5%; }
.half + .half { float: right; }
.end { clear: both; }
.end { height: 1em; }
.reason { font-weight: bold; }
.reason .line { width: 62%; margin-left: .4em; }
li { padding-left: 1.1em; text-indent: -1.1em; margin-top: .2em; }
.dot { display: inline-block; width: 1.1em; text-indent: 0; color: #0072b2; font-weight: bold; }
.much { border: 1pt solid #0072b2; padding: .1em 1em .7em; }
.much h2 { margin-top: .55em; }
.big { font-size: 1.12em; font-weight: bold; }
.bar { margin: .6em 0 .5em; }
.practice { border: .8pt solid #000; padding: .55em .8em; height: 18mm; }
.practice p { float: left; width: 48%; margin: 0; }
.practice .name { font-weight: bold; }
.print { font-size: .68em; color: #333; margin-top: .8em; line-height: 1.3; }
"""
BODY: Final = """
<main>
<p class="kicker">{{ words.KICKER }}</p>
<h1>{{ title }}</h1>
<h2>{{ words.WHY }}</h2>
<p>{{ benefit }}</p>
{% if reason %}<p class="reason">{{ reason }}</p>
{% else %}<p class="reason">{{ words.REASON_BLANK }} <span class="line"></span></p>{% endif %}
<div class="half">
<h2>{{ words.DONE }}</h2>
{% for each in done %}<p>{{ each }}</p>{% endfor %}
</div>
<div class="half">
<h2>{{ words.LOW }}</h2>
{% if low %}<ul>{% for each in low %}<li><span class="dot">•</span>{{ each }}</li>{% endfor %}</ul>
{% else %}<p>{{ words.ASK_LOW }}</p>{% endif %}
</div>
<div class="end"></div>
<div class="much">
<h2>{{ words.HOW_MUCH }}</h2>
<p>{{ words.NATURE }}</p>
<p class="big">{{ like }}</p>
<div class="bar">{{ chart }}</div>
{% if lower %}<p>{{ lower }}</p>{% endif %}
<p>{{ numbers }}</p>
<p>{{ chance }}</p>
</div>
<div class="half">
<h2>{{ words.WAITING }}</h2>
{% for each in waiting %}<p>{{ each }}</p>{% endfor %}
</div>
<div class="half">
<h2>{{ words.ASK }}</h2>
<ul>{% for each in questions %}<li><span class="dot">?</span>{{ each }}</li>{% endfor %}</ul>
</div>
<div class="end"></div>
</main>
<div class="practice"><p>{{ words.PRACTICE }}<br><span class="name">{{ practice }}</span></p>
<p>{{ words.NOTES }}</p></div>
<p class="print">{{ small_print }}</p>
"""
