"""The form of an audit's report: what stands where, over as many pages as it takes."""

from typing import Final

STYLE: Final = """
@page { margin: 14mm 15mm 16mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 7pt "DejaVu Sans"; } }
main { min-height: 0; }
.head { border-bottom: 1.6pt solid #0072b2; padding-bottom: .3em; margin-bottom: .6em; }
.answer { font-size: 1.25em; font-weight: bold; margin: .5em 0; }
h2 { margin: 1.1em 0 .35em; break-after: avoid; }
h3 { font-size: 1em; margin: .6em 0 .15em; break-after: avoid; }
p, li { margin: 0 0 .25em; }
ul { list-style: disc; padding-left: 1.2em; }
table { margin: .3em 0; }
th { font-weight: bold; border-bottom: .8pt solid #000; padding: .15em .5em .15em 0; }
td { border-bottom: .3pt solid #777; padding: .15em .5em .15em 0; }
thead th:first-child { width: 36%; }
.groups thead th:nth-child(2) { width: 6%; }
.groups thead th:nth-child(5) { width: 8%; }
tr { break-inside: avoid; }
figure { margin: .4em 0; break-inside: avoid; }
figcaption { color: #444; }
.sign { display: inline-block; width: 44%; border-bottom: .6pt solid #000; height: 2.2em; margin-right: 4%; }
.box { border: .6pt solid #000; height: 7em; margin: .3em 0; }
"""
BODY: Final = """
<main>
<div class="head"><h1>{{ title }}</h1></div>
{% for line in opening %}<p>{{ line }}</p>{% endfor %}
<h2>{{ question }}</h2>
<p class="answer">{{ answer }}</p>
{% for line in saved %}<p>{{ line }}</p>{% endfor %}
<h2>1. What was left out and put right</h2>
{% if left_out %}<ul>{% for line in left_out %}<li>{{ line }}</li>{% endfor %}</ul>{% else %}<p>Nothing.</p>{% endif %}
<h2>2. Medians, and the reference levels beside them</h2>
<p>{{ median_note }}</p>
{% if rows %}<table class="groups">
<thead><tr>{% for each in columns %}<th scope="col">{{ each }}</th>{% endfor %}</tr></thead>
<tbody>{% for row in rows %}<tr><th scope="row">{{ row[0] }}</th>{% for cell in row[1:] %}<td>{{ cell }}</td>
{% endfor %}</tr>{% endfor %}</tbody>
</table>{% endif %}
{% if hidden %}<p>{{ hidden }}</p>{% endif %}
{% for each in level_pictures %}<figure>{{ each.svg }}<figcaption>{{ each.said }}</figcaption></figure>{% endfor %}
<h2>3. Time against the size of the patient</h2>
{% for each in sizing %}<h3>{{ each.name }}: {{ each.answer }}</h3>
{% for line in each.lines %}<p>{{ line }}</p>{% endfor %}
{% if each.picture %}<figure>{{ each.picture.svg }}<figcaption>{{ each.picture.said }}</figcaption></figure>{% endif %}
{% else %}<p>No child was imaged.</p>{% endfor %}
<h2>4. Image quality</h2>
{% if quality %}<p>{{ quality_note }}</p><ul>{% for line in quality %}<li>{{ line }}</li>{% endfor %}</ul>
{% else %}<p>No image is graded in these files.</p>{% endif %}
<h2>5. Questions to the practice</h2>
{% if questions %}<ul>{% for line in questions %}<li>{{ line }}</li>{% endfor %}</ul>{% else %}<p>None.</p>{% endif %}
<h2>6. Against the chart in force</h2>
{% for line in chart %}<p>{{ line }}</p>{% endfor %}
<h2>7. What to do</h2>
<table><thead><tr><th scope="col">What</th><th scope="col">Who</th><th scope="col">By</th></tr></thead><tbody>
{% for what, who, by in to_do %}<tr><th scope="row">{{ what }}</th><td>{{ who }}</td><td>{{ by }}</td></tr>{% endfor %}
</tbody></table>
<h3>Comment of the medical physics expert or radiation protection adviser</h3>
<div class="box"></div>
<p><span class="sign">Name, signature</span><span class="sign">Date</span></p>
<h2>8. Since the last audit</h2>
{% for line in trend %}<p>{{ line }}</p>{% endfor %}
<h2>Sources</h2>
<ul>{% for line in sources %}<li>{{ line }}</li>{% endfor %}</ul>
<p class="quiet">{{ stamp }}</p>
</main>
"""
