"""The certificate's form: a name, a result, what it rests on; room for a teacher to sign."""

from typing import Final

STYLE: Final = """
main { padding-top: 14mm; }
.kicker { color: #444; }
h1 { font-size: 3.2em; margin: .15em 0 .1em; padding-bottom: .25em; border-bottom: 2pt solid #0072b2; }
.what { font-size: 1.2em; margin: .6em 0 2.2em; }
.name { font-size: 2em; font-weight: bold; line-height: 1.25; margin: .1em 0 .9em; }
.name .line { width: 110mm; height: 1.3em; }
.score { font-size: 1.35em; font-weight: bold; border-left: 3pt solid #0072b2; padding-left: .7em; }
.pass { padding-left: calc(.95em + 3pt); margin-bottom: 1.6em; }
h2 { margin: 1.3em 0 .35em; }
th, td { border-bottom: .4pt solid #999; padding: .28em .7em .28em 0; }
thead th { font-size: .9em; color: #444; border-bottom: .8pt solid #000; }
.number { width: 17%; text-align: right; padding-right: 0; }
.facts th { width: 30%; color: #444; }
.how { margin-top: .3em; }
.signing { padding-top: 1em; margin-bottom: .9em; }
.signing span { display: inline-block; width: 33%; }
.signing .line { width: 40mm; }
.foot { border-top: .8pt solid #000; padding-top: .4em; font-size: .9em; }
"""
BODY: Final = """
<main>
<p class="kicker">{{ words.KICKER }}</p>
<h1>{{ words.HEADING }}</h1>
<p class="what">{{ words.WHAT }}</p>
<p>{{ words.NAMED }}</p>
<p class="name">{% if name %}{{ name }}{% else %}<span class="line"></span>{% endif %}</p>
<p class="score">{{ score }}</p>
<p class="pass">{{ pass_mark }}</p>
<h2>{{ words.COMPETENCIES }}</h2>
<table>
<thead><tr><th scope="col">{{ words.COMPETENCY }}</th><th scope="col" class="number">{{ words.ITEMS }}</th>
<th scope="col" class="number">{{ words.POINTS }}</th></tr></thead>
<tbody>
{% for row in rows %}
<tr><th scope="row">{{ row.label }}</th><td class="number">{{ row.count }}</td>
<td class="number">{{ row.points }}</td></tr>
{% endfor %}
</tbody>
</table>
<h2>{{ words.HOW }}</h2>
<p class="how">{{ computed }}</p>
<p class="how">{{ words.AGAIN }}</p>
<table class="facts">
<tbody>
{% for label, value in facts %}<tr><th scope="row">{{ label }}</th><td>{{ value }}</td></tr>{% endfor %}
</tbody>
</table>
</main>
<div class="signing">
{% for label in signing %}<span>{{ label }} <span class="line"></span></span>{% endfor %}
</div>
<div class="foot"><p>{{ words.IS_NOT }}</p></div>
"""
