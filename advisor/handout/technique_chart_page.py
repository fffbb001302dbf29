"""The chart's form: a wall's worth of figures in a table; signs and words carry a warning, so grey paper does too."""

from typing import Final

STYLE: Final = """
.head { border-bottom: 1.6pt solid #0072b2; padding-bottom: .25em; margin-bottom: .5em; }
.by { float: right; }
h1 { font-size: 2em; }
.facts { font-size: 1.1em; margin: .15em 0 .5em; }
.chart thead th { font-size: 1.35em; font-weight: bold; border-bottom: 1.2pt solid #000; padding: 0 .4em .1em 0; }
.chart tbody th { font-size: 1.6em; padding: .08em .4em .08em 0; line-height: 1.2; vertical-align: middle; }
.chart tbody td { padding: .08em .4em .08em 0; vertical-align: middle; white-space: nowrap; }
.chart tbody th, .chart tbody td { border-bottom: .4pt solid #777; }
.chart tbody tr.last th, .chart tbody tr.last td { border-bottom: 1.2pt solid #000; }
.chart .region { width: 24%; }
.set { font-size: 2em; font-weight: bold; line-height: 1.15; }
.range { font-size: 1em; margin-left: .35em; }
.beneath .region { width: 20%; }
.chart.beneath thead th { font-size: 1.1em; vertical-align: bottom; }
.chart.beneath tbody th { font-size: 1.5em; }
.beneath .set { line-height: 1; }
.beneath .range { display: block; margin: 0; line-height: 1.1; }
.sign { font-size: 1.1em; }
.below { margin-top: .55em; line-height: 1.3; }
.warned { margin-top: .15em; line-height: 1.3; }
.check { font-weight: bold; }
.foot { border-top: .8pt solid #000; padding-top: .3em; font-size: .9em; line-height: 1.3; }
"""
BODY: Final = """
<main>
<div class="head"><span class="by">{{ made_on }}</span>{{ kicker }}</div>
<h1>{{ heading }}</h1>
<p class="facts">{{ facts }}</p>
<table class="chart{% if beneath %} beneath{% endif %}">
<thead><tr><th scope="col" class="region">{{ words.REGION }}</th>
{% for column in columns %}<th scope="col">{{ column }}</th>{% endfor %}</tr></thead>
<tbody>
{% for row in rows %}
<tr{% if row.last %} class="last"{% endif %}><th scope="row">{{ row.name }}</th>
{% for cell in row.cells %}
<td><span class="set">{{ cell.set }}</span><span class="range">{% if cell.sign and beneath %}{{ cell.sign }} {% endif %}
{{ cell.range }}</span>{% if cell.sign and not beneath %} <span class="sign">{{ cell.sign }}</span>{% endif %}</td>
{% endfor %}</tr>
{% endfor %}
</tbody>
</table>
<p class="below">{{ rests_on }} {{ words.HOW }} <span class="check">{{ words.CHECK }}</span></p>
{% for each in warned %}<p class="warned">{{ each }}</p>{% endfor %}
</main>
<div class="foot"><p>{{ words.IS_NOT }} {{ stamp }}</p></div>
"""
