"""The catalogue of problem codes: what each means and how to mend it. `docs/contributing/checks.md` is made from it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """One kind of problem. `example` shows a message as it is printed, without file and line."""

    title: str
    meaning: str
    mend: str


CODES: dict[str, Code] = {
    "RM101": Code(
        "The file is not YAML",
        "The parser stopped at this line; usually a missing quote, a tab, or indentation that does not match.",
        "Compare with the rows around it. Text that holds a colon followed by a space needs quotes.",
    ),
    "RM102": Code(
        "A key is given twice",
        "The same key stands twice in one row, so one of the two values would be lost.",
        "Keep one of them. Both lines are named in the message.",
    ),
    "RM103": Code(
        "Unknown key",
        "The row has a key that the data model does not know, most often a misspelling.",
        "Use the key that the message suggests, or delete the line.",
    ),
    "RM104": Code(
        "Not one of the allowed values",
        "The key takes one of a few words only, and the value is none of them.",
        "Choose from the words listed in the message.",
    ),
    "RM105": Code(
        "A key is missing",
        "The row lacks a key that every row of its kind must have.",
        "Add the key; a neighbouring row shows its form.",
    ),
    "RM106": Code(
        "A value has the wrong form",
        "The value is of the wrong type, too long, too short, or does not match the pattern of the key.",
        "The message says what is expected. Ids are kebab-case, web addresses start with https://.",
    ),
    "RM107": Code(
        "A file cannot be read",
        "The file does not exist, is a folder or a link that leads nowhere, may not be read, or is not UTF-8 text.",
        "Check the name and the folder; save the file as UTF-8.",
    ),
    "RM108": Code(
        "A merge conflict that was not resolved",
        "The file holds the marks that Git leaves where two changes of one place met.",
        "Keep what is right of both sides, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.",
    ),
    "RM109": Code(
        "A character that is not seen",
        "The page holds a character that turns the direction of writing round, joins or hides, or is a control. "
        "Readers do not see it, and search does not find what it stands in. In a row of data it is RM106.",
        "Delete it; it came with a copied text.",
    ),
    "RM110": Code(
        "A text that ends at a number sign",
        "In YAML a blank and # begin a comment, so the rest of the text is lost.",
        "Put the whole text in quotes. A comment that is meant stands on a line of its own.",
    ),
    "RM201": Code(
        "An id is used twice",
        "Ids are anchors in pages and keys in a learner's browser, so each may be given once. So are a term of the "
        "glossary, and an address or a word in a group of search.yml.",
        "Delete one of the two, or choose another id for the newer row. Never change the id of a released row.",
    ),
    "RM202": Code(
        "An id that leads nowhere",
        "The row names another row by an id that no row has, names one twice, or itself.",
        "Use the id that the message suggests, or add the row it should point to; delete what is said twice.",
    ),
    "RM203": Code(
        "The same address twice",
        "Two resources have the same address; a learner would see one thing under two names.",
        "Keep one row and refer to it by id.",
    ),
    "RM204": Code(
        "A circle in needs:",
        "Following needs: from this row leads back to it, so there is no order to learn in.",
        "Remove one of the steps of the circle that the message names.",
    ),
    "RM205": Code(
        "Needs something that comes later",
        "The row needs something that stands after it in the roadmap.",
        "Move one of the two, or drop the need.",
    ),
    "RM206": Code(
        "An empty section",
        "Every section must have at least one topic and one resource.",
        "Add them, or remove the section before it is released.",
    ),
    "RM207": Code(
        "http where https exists",
        "The address starts with http://, which lets others on the way read and change the page.",
        "Use https://. For a host that has no https, add it to HTTP_ONLY_HOSTS in hooks/mlroadmap/data/checks.py.",
    ),
    "RM208": Code(
        "A topic without a lesson",
        "No lesson, written or planned, is named for the topic.",
        "Add taught_in: with the id of a lesson.",
    ),
    "RM209": Code(
        "A moved: row that does not fit",
        "The old id is still used or moved twice, the new id does not exist, or moves lead in a circle.",
        "kind: says what was renamed, old: is the id that went, new: the one that took its place, on: the day.",
    ),
    "RM210": Code(
        "Paid, with no alternative named",
        "A learner who cannot pay must find another way in the same table.",
        "Add alternatives: with the id of at least one free or freemium resource.",
    ),
    "RM211": Code(
        "Lesson status and files disagree",
        "A written lesson needs its source, notebook and questions, in the folder of its stage; a planned one, or none "
        "at all, must not have them.",
        "Run `make notebooks`, correct status:, or move the file to where it belongs.",
    ),
    "RM212": Code(
        "Data file and card disagree",
        "A file under docs/assets/data has no row in docs/_data/datasets.yml, the file of a row is missing, or its "
        "SHA-256 differs.",
        "Run `python scripts/prepare_data.py`, or correct the row.",
    ),
    "RM213": Code(
        "A released id is gone",
        "The id was released before and now is neither used nor in moved:. Somebody's progress would be lost.",
        "Give the row its old id back, or add a moved: row.",
    ),
    "RM214": Code(
        "A heading that the lesson does not have",
        "taught_in: names a heading that is not in the lesson's source.",
        "Copy the heading's text from the lesson.",
    ),
    "RM215": Code(
        "A dead resource without an alternative",
        "The last link check found the address dead, and the row names nothing to use instead.",
        "Add alternatives:, or mend the address.",
    ),
    "RM216": Code(
        "The link status cannot be read",
        "The file in which the last link check left what readers are told is damaged or from another version.",
        "Write it again with `python scripts/check_links.py --write-status`, or delete it.",
    ),
    "RM217": Code(
        "A file of runs cannot be read",
        "The file that says which lessons also run on the newest releases (`newest.json`), or which run in the page "
        "(`browser.json`), is damaged or from another version.",
        "Write it again with `make newest` or `make browser-lessons ALL=1`, or delete it.",
    ),
    "RM218": Code(
        "The layout of the map cannot be read",
        "The generated file that says where each lesson stands on the map is damaged.",
        "Write it again with `make generate`.",
    ),
    "RM219": Code(
        "An address that tells where a reader came from",
        "The address holds parts such as `utm_source=…`, `ref=…` or `fbclid=…`, which serve advertisers alone.",
        "Delete the parts that the message names; the page is the same without them.",
    ),
    "RM220": Code(
        "An exercise that is not there",
        "`promise_exercises:` of a lesson, or `exercises:` of a milestone, names an exercise or task that the lesson, "
        "or any lesson, does not have.",
        "Copy the `name` of its starter from the lesson's source.",
    ),
    "RM221": Code(
        "A promise or milestone that nothing practises",
        "A lesson that says what it introduces names an exercise of its own that practises its promise. Once all "
        "lessons of a stage do, each milestone of the stage names one as well.",
        "Add `promise_exercises:` to the lesson, `exercises:` to the milestone.",
    ),
    "RM301": Code(
        "A question that cannot be answered right",
        "No option of the question is right, or a single-choice question has several right ones.",
        "Mark exactly the right options with `right: true`, or set kind: multiple.",
    ),
    "RM302": Code(
        "Questions or answers in the wrong file",
        "The file name and its lesson: key differ.",
        "Name the file after the lesson: docs/_data/questions/<lesson>.yml, docs/_data/answers/<lesson>.yml.",
    ),
    "RM303": Code(
        "Too few wrong answers",
        "A check is only as good as the mistakes that it was tried on: each exercise and task has at least three in "
        "`docs/_data/answers/<lesson>.yml`, each with a part of the hint that it must get.",
        "Add plausible mistakes to the row of the exercise. `make answers LESSON=my-lesson` tries them all.",
    ),
    "RM304": Code(
        "A prediction and a cell that do not meet",
        "A row of `predict:` keeps the output of one cell closed until a reader has guessed: that of the cell whose "
        "name is the id of the row.",
        'Name the cell, as in name="of-more-waves", or correct the id; a name without a prediction goes.',
    ),
    "RM401": Code(
        "Unknown marker",
        "The page has a `roadmap:` marker of a name that does not exist, or a comment that is nearly a marker.",
        "Use one of the names listed in the message.",
    ),
    "RM402": Code(
        "A marker's argument does not exist",
        "The marker names a section, stage, lesson or resource that is not in the data file.",
        "Use the id that the message suggests.",
    ),
    "RM403": Code(
        "A marker that does not stand alone",
        "A marker must be the only thing on its line and start at its first column.",
        "Put it on a line of its own, or inside backticks or a code fence if it is meant to be shown.",
    ),
    "RM404": Code(
        "Too few or too many arguments",
        "The marker takes another number of arguments.",
        "The message shows the form.",
    ),
    "RM405": Code(
        "Nothing to show",
        "The marker is right, but the data has nothing for it, so readers would see an empty place.",
        "Remove the marker, or fill the data.",
    ),
    "RM501": Code(
        "A notebook is missing or stale",
        "The code of the lesson, its data, its helpers or the pinned versions have changed since it was run.",
        "Run `make notebooks`, look at the page, and commit the .ipynb too.",
    ),
    "RM502": Code(
        "A figure without a text alternative",
        "The cell draws a figure, and no `# alt:` comment says what is to be seen in it.",
        "Start the cell with `# alt:` and one sentence that gives the finding.",
    ),
    "RM503": Code(
        "A lesson failed",
        "A cell of the lesson is no Python, raised an error, or printed a warning when it was run.",
        "The message names the cell or its line in the source. The notebook was left as it was. A cell is plain "
        "Python, without magics such as `%matplotlib` and `!pip`.",
    ),
    "RM504": Code(
        "An output that cannot be shown",
        "The cell shows something that has no place on a page: a picture that is no SVG, an object that only notebooks "
        "draw, such as `display(Markdown(…))`, or the colour codes of a terminal.",
        "Draw it with Matplotlib after `lessons.setup()`, print it, or show it as a table.",
    ),
    "RM505": Code(
        "A fence or a comment that is not what it seems",
        "A fence looks like a cell and would not be run (`python3`, `~~~python`, `python .noeval`, a fence that is "
        "indented, quoted, in a list or in a comment), is never closed, is empty, or names a language that does not "
        "exist; or a comment is never closed and hides what follows. Only a fence that opens with `python` at the "
        "first column is a cell; all others are shown as they are.",
        "Write the line as the message shows it; Python that is shown and not run opens with `py`.",
    ),
    "RM506": Code(
        "Tags that do not fit",
        "A cell bears a tag that does not exist, one twice, or several that contradict each other.",
        'Give a cell one of the tags of the guide, or none: `tags=["setup"]`.',
    ),
    "RM507": Code(
        "An output that depends on the processor",
        "Run as on another processor, or with another number of threads, the cell printed or drew something else than "
        "what readers see. Sums are added in another order there, so the last digits differ.",
        "Print fewer digits, let nothing oscillate or break a tie by rounding, and solve to a tighter tolerance. "
        "`make kernels` runs lessons so.",
    ),
    "RM601": Code(
        "A number in the prose that nothing checks",
        "The prose quotes a number, and no cell asserts it. When the data or a library changes, the text would become "
        "false in silence. Whole numbers up to 12, 100, years and what is worked by hand are left alone.",
        "Let a cell tagged `asserts` hold it to account, as `assert 0.60 < r2 < 0.62` does for 61 %. A number that "
        "cannot become false is excepted by a line of its own: `<!-- given: 1,024 the bytes of a kilobyte -->`.",
    ),
    "RM602": Code(
        "A cell that is too long",
        "The cell has more than 25 lines, not counting blank lines and `# alt:`. In a lesson that says what it "
        "introduces, a cell that readers see open has at most 15 lines of code; docstrings and comments do not count.",
        "Divide it where the thought changes, with a sentence between, or move a helper function to a cell before it.",
    ),
    "RM603": Code(
        "An output that is too long",
        "The cell prints more than 40 lines, a line of more than 200 characters, or more than 4,000 in all.",
        "Show a part with `head()`, or what the lines add up to.",
    ),
    "RM604": Code(
        "An axis without a label",
        "The figure has an axis with numbers at its ticks, and nothing says what they count.",
        "Set `ax.set_xlabel` and `ax.set_ylabel`, with the unit; or `ax.axis('off')` where numbers mean nothing.",
    ),
    "RM605": Code(
        "A figure that is too heavy",
        "The figure has more than 60 kB, which readers on a phone wait and pay for.",
        "Draw fewer points, or give the layer with many of them `rasterized=True`.",
    ),
    "RM606": Code(
        "A term that is not linked",
        "The term stands in the glossary, and the lesson that uses or teaches it has no link to it.",
        "Link it at its first use; or correct `lesson:` in its row of the glossary.",
    ),
    "RM607": Code(
        "A word that belittles",
        "'Simply', 'just', 'easy', 'obviously' and 'of course' tell readers who struggle that they should not.",
        "Leave the word out; the sentence is nearly always better without it.",
    ),
    "RM608": Code(
        "A section is missing",
        "Every lesson asks a question, gives an intuition, says whether it works and where it breaks, and ends with "
        "questions, exercises and what comes next. A project renames those between the question and the end. One that "
        "says what it introduces names its rungs freely, and ends with what its readers can do now.",
        "Add the section, or put it in its place. A heading may go on after a colon.",
    ),
    "RM609": Code(
        "An exercise that is not whole",
        "A lesson has two to four exercises, or three to five if it says what it introduces, each with exactly two "
        "hints, a starter, a check and a solution.",
        "Add what the message names; the page on lessons shows the form.",
    ),
    "RM610": Code(
        "A check that does not tell",
        "The check of an exercise must print `not attempted` for the untouched starter and `right` for the solution.",
        "Start from `...` or `raise NotImplementedError`, and call `lessons.check` with the solution too.",
    ),
    "RM611": Code(
        "An exception that excepts nothing",
        "A line `<!-- given: … -->` names a number that the prose does not have, or gives no reason.",
        "Remove it, or write the number as it stands in the prose and then why it cannot become false.",
    ),
    "RM612": Code(
        "An exercise or task without an id of its own",
        "A learner's work is kept under the id, so each exercise and task has one, given once, in the whole lesson.",
        'Name the starter, as in tags=["starter"] name="km-ink-budget". Begin with a short form of the name of the '
        "lesson, and never change it once it is released.",
    ),
    "RM613": Code(
        "An exercise that leans on a hidden cell",
        "In the page an exercise runs with the cells that it needs and no others. A name that only a cell tagged "
        "`asserts`, `check` or `solution` binds is not there, and a right answer fails with a NameError.",
        "Bind the name in a cell that learners see, in the starter, or within the check itself.",
    ),
    "RM614": Code(
        "A cell that cannot be taken apart",
        "Which cells an exercise needs is read off their syntax tree. `import *` hides which names a cell binds.",
        "Import by name.",
    ),
    "RM615": Code(
        "A name that only a hidden cell makes",
        "A cell uses a name as a cell left it that those who run the first need not have run. A page never runs what "
        "is tagged `asserts`; a check is run with its exercise only, and a solution by those who open it.",
        "Bind the name in a cell that readers have, or anew in the cell that uses it.",
    ),
    "RM616": Code(
        "Chance without a seed",
        "The call draws at random and nobody has set a seed, so that numbers change from run to run.",
        "Give scikit-learn and pandas `random_state=0`, and draw from `np.random.default_rng(0)`.",
    ),
    "RM617": Code(
        "An output that differs from run to run",
        "The cell shows a time, a date, or an address in memory. The next run shows another, and the notebook changes.",
        "Write a day as a constant, print the truth of a comparison instead of a time, and show what an object holds.",
    ),
    "RM618": Code(
        "A name that only a folded drawing makes",
        "In a lesson that says what it introduces, the code of a cell that begins with `# alt:` is folded below its "
        "figure. A cell that readers see uses a name as that drawing left it, and they look for it in vain.",
        "Compute in one cell and draw in the next. Where drawing is the subject, the tag `shown` keeps the code open.",
    ),
    "RM619": Code(
        "What a lesson introduces does not fit",
        "`introduces:` names at most five things that a reader meets here first: words of the vocabulary, or library "
        "calls as they are typed. One of them is misspelt, is never used on the page, or was introduced by a lesson "
        "that this one needs.",
        "Correct the row. The vocabulary stands in the page on lessons.",
    ),
    "RM620": Code(
        "Something that nobody introduced",
        "A reader meets a construct, or has to write a library call, that neither this lesson nor one that it needs "
        "introduces. Looked at is all code that readers see or write: cells, starters, hints, solutions; not set-up, "
        "checks and folded drawings. A call may also be named in the words of an exercise of the page.",
        "Introduce it, name in `needs:` the lesson that does, or write it without.",
    ),
    "RM621": Code(
        "A line that is too wide",
        "In a lesson that says what it introduces, lines that readers see open have at most 72 characters. A block "
        "shows 80 on a desktop and about 50 on a phone.",
        "Break the line within brackets, name a part of it first, and put a comment on the line above.",
    ),
    "RM701": Code(
        "A reference that nobody defines",
        "The page refers to an address or a footnote by a name that it does not define, so readers see the brackets; "
        "or it defines a footnote twice, and the first is lost.",
        "Write `[text](address)`, or add the line that defines the name. Give each footnote a name of its own.",
    ),
    "RM702": Code(
        "A picture that is on one computer only",
        "The address of the picture leads into a notebook, a folder or the memory of the program it was pasted into.",
        "Save the picture under docs/assets/images, and link it with a text that says what is to be seen.",
    ),
    "RM703": Code(
        "A row with another number of cells than its table",
        "The row has more cells than the table has columns, and the last are dropped; or fewer, and some are empty. "
        "A bar in a formula ends a cell, and a text right below a table becomes a row of it.",
        "Write `\\mid`, `\\lvert` and `\\rvert` in formulas, `\\|` in text, a bar for each cell, even an empty one, "
        "and a blank line below a table.",
    ),
    "RM704": Code(
        "A box, fold or tab without text",
        "What follows is not indented by four spaces, so it stands below an empty box.",
        "Indent every line that belongs to it by four spaces.",
    ),
    "RM705": Code(
        "A list inside a list that is not indented enough",
        "The item is indented by less than four spaces, so that it becomes an item of the outer list.",
        "Indent it by four spaces.",
    ),
    "RM706": Code(
        "A code fence that is not closed",
        "The fence lasts to the end of the page or of the next fence, and what stands between is shown as code.",
        "Close it with the marks that opened it. To show a fence in a fence, open the outer one with four backticks.",
    ),
    "RM707": Code(
        "Markup that readers see",
        "Something was not understood and is shown as it was typed, often because a blank line before it is missing or "
        "the syntax is that of another program.",
        "The message says what is seen and what was probably meant. What is meant to be shown stands in backticks.",
    ),
    "RM708": Code(
        "A formula that cannot be read",
        "The formula is not closed, has a blank inside its dollar signs, uses an unknown command, or is not marked.",
        "Write `$…$` without blanks inside, or lines of `$$` with blank lines around. Make sure that braces match.",
    ),
    "RM709": Code(
        "HTML that does not belong in a page",
        "The page brings a script, a form, a frame or a style, fetches something from another site, or leaves an "
        "element open. Pages of this site run nothing of their own, and no other site is asked for anything.",
        "Write Markdown. Files that the page shows are saved under docs/assets; an element is closed where it ends.",
    ),
    "RM710": Code(
        "A picture without text",
        "Readers who do not see the picture are told nothing about it.",
        "Write `![what is to be seen](../assets/images/picture.svg)`.",
    ),
    "RM711": Code(
        "A box of no known kind",
        "The word behind `!!!` or `???` is none that the theme knows, so the box has no colour and no sign.",
        "Use note, tip, info, warning, example, question or another of the kinds that the message lists.",
    ),
    "RM712": Code(
        "Braces that are taken for attributes",
        "Braces at the end of a heading or of a cell, below a paragraph or behind bold type hold attributes such as "
        "`{.class}`. What else stands in them there is not shown.",
        "Write a set as a formula, `$\\{1, 2\\}$`, or as code between backticks.",
    ),
    "RM713": Code(
        "A link that readers cannot follow",
        "The link has no address or no text, or its address leads nowhere once the site is built.",
        "Write `[where it leads](../map.md)`: the way to a Markdown file from this page, or an address with https://.",
    ),
    "RM714": Code(
        "A link to a file that is not there",
        "The link leads to a page or a picture of this site, and there is none under that name.",
        "Use the name that the message suggests. Capitals and blanks count, and the way begins at this page.",
    ),
    "RM715": Code(
        "A file whose name is not read",
        "The name has capitals, blanks or another ending, so the file is passed over, or gets an address that nobody "
        "would type.",
        "Give it the name that the message suggests, with `git mv`.",
    ),
    "RM716": Code(
        "What a page has only once",
        "A second title, or an id that another heading of the page has: links lead to the first.",
        "Begin a heading below the title with `##` or more, and give each id once.",
    ),
    "RM717": Code(
        "A page without text",
        "The file has no words, so its page is empty.",
        "Write the page, or delete the file with `git rm`.",
    ),
    "RM718": Code(
        "A code fence in no known language",
        "Its code is shown without colours, and programs that read the page do not know what it is.",
        "Write the language that the message suggests, or `text`.",
    ),
}
