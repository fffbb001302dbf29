"""The record's form: what stands where, and how it looks. Signs and bold carry the state: grey paper does too."""

from typing import Final

STYLE: Final = """
html { line-height: 1.3; }
.head { font-size: .9em; border-bottom: 1.6pt solid #0072b2;
  padding-bottom: .3em; margin-bottom: .6em; }
.by { float: right; }
.facts { margin-top: .2em; }
.verdict { border-left: 3pt solid #0072b2; padding: .1em 0 .1em .8em; margin: .65em 0 .7em; font-size: 1.12em; }
h2 { margin: .8em 0 .25em; }
thead th { font-size: .88em; color: #444; border-bottom: .8pt solid #000; padding: 0 .7em .1em 0; }
tbody th, tbody td { border-bottom: .4pt solid #999; padding: .22em .7em .22em 0; }
.steps .step { width: 15.5%; }
.steps tbody .step { font-weight: bold; }
.steps .state { width: 16%; }
.sign { display: inline-block; width: 1.3em; font-weight: bold; }
.says { font-size: .93em; }
.left { float: left; width: 60%; }
.right { float: right; width: 37.5%; }
.after { clear: both; padding-top: .01em; }
.settings tbody th, .settings tbody td { padding-top: .12em; padding-bottom: .12em; }
.settings .name { width: 29%; }
.whole { white-space: nowrap; }
.changed { font-weight: bold; }
.strong th, .strong td { border-top: .8pt solid #000; }
.strong th { font-weight: bold; }
.right p { font-size: .93em; margin-top: .4em; }
.sources { columns: 2; column-gap: 6mm; font-size: .84em; line-height: 1.25; list-style: none; }
.sources li { break-inside: avoid; padding-left: 2.4em; text-indent: -2.4em; }
.number { display: inline-block; width: 2.4em; text-indent: 0; }
.small { font-size: .84em; line-height: 1.25; margin-top: .25em; }
.signing { padding-top: 1em; margin-bottom: .7em; }
.signing span { display: inline-block; width: 33%; }
.signing .line { width: 42mm; }
.foot { border-top: .8pt solid #000; padding-top: .35em; font-size: .88em; line-height: 1.3; }
"""
BODY: Final = """
{% macro estimate(text) %}{% for part in text.split(" (") %}
<span class="whole">{{ "" if loop.first else "(" }}{{ part }}</span> {% endfor %}{% endmacro %}
<main>
<div class="head"><span class="by">{{ issued_by }}</span>{{ words.RECORD }}</div>
<h1>{{ heading }}</h1>
<p class="facts">{{ facts }}</p>
<p class="verdict"><b>{{ headline }}</b> {{ rest }}</p>

<h2>{{ words.STEPS }}</h2>
<table class="steps">
<thead><tr><th scope="col" class="step">{{ words.STEP }}</th><th scope="col" class="state">{{ words.STATE }}</th>
<th scope="col">{{ words.TO_DO }}</th></tr></thead>
<tbody>
{% for step in steps %}
<tr><th scope="row" class="step">{{ step.name }}</th>
<td class="state"><span class="sign">{{ step.sign }}</span>{{ step.state }}</td>
<td>{% if step.text %}<p><b>{{ step.text }}</b></p>{% endif %}
{% for said in step.said %}<p class="says">{{ said }}</p>{% endfor %}</td></tr>
{% endfor %}
</tbody>
</table>

<div class="left">
<h2>{{ words.SETTINGS if improved else words.SETTINGS_AS_THEY_ARE }}</h2>
<table class="settings">
<thead><tr><th scope="col" class="name">{{ words.SETTING }}</th><th scope="col">{{ words.NOW }}</th>
{% if improved %}<th scope="col">{{ words.AFTER }}</th>{% endif %}</tr></thead>
<tbody>
{% for row in settings %}
<tr{% if row.strong %} class="strong"{% endif %}><th scope="row">{{ row.name }}</th><td>{{ estimate(row.now) }}</td>
{% if improved %}<td{% if row.changed %} class="changed"{% endif %}>{{ estimate(row.after) }}</td>{% endif %}</tr>
{% endfor %}
</tbody>
</table>
</div>
<div class="right">
<h2>{{ words.SETTINGS_BACKGROUND }}</h2>
{{ chart }}
{% for each in notes %}<p>{{ each }}</p>{% endfor %}
</div>

<div class="after">
{% if levels %}
<h2>{{ words.LEVELS }}</h2>
{% for level in levels %}<p class="says">{{ level }}</p>{% endfor %}
{% endif %}

<h2>{{ words.SOURCES }}</h2>
<ol class="sources">
{% for source in sources %}<li><span class="number">[{{ loop.index }}]</span>{{ source }}</li>{% endfor %}
</ol>
{% for each in also %}<p class="small">{{ each }}</p>{% endfor %}
</div>
</main>
<div class="signing">
{% for label in signing %}<span>{{ label }} <span class="line"></span></span>{% endfor %}
</div>
<div class="foot"><p>{{ stamp }}</p><p>{{ words.IS_NOT }}</p></div>
"""
