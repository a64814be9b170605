"""The sample of mail hides who wrote it, and every excerpt is still a mail that Python can read."""

import csv
import email
import io
from email import policy

import pytest

from roadmap_data.mail_sample import EXCERPT, english, excerpt, mail_table, slim

HEAD = (
    "Received: from a (b [1.2.3.4]) by c for <d@e.org>; {day} 10:00:00 +0100\n"
    "From: {sender}\nSubject: {subject}\nContent-Type: {kind}\n\n"
)


def mail(
    body: str, day: str = "Mon, 5 Aug 2002", sender: str = "Ada Quill <ada@quill.org>", kind: str = "text/plain"
) -> bytes:
    return (HEAD.format(day=day, sender=sender, subject="Minutes of the meeting", kind=kind) + body).encode()


def rows(**mails: bytes) -> list[dict[str, str]]:
    members = {
        f"package/data/{name.replace('_', '-', 2)}/00001.{i * 2:032x}.txt": b
        for i, (name, b) in enumerate(mails.items())
    }
    return list(csv.DictReader(io.StringIO(mail_table(members).decode())))


@pytest.mark.parametrize(
    "secret",
    ["ada@quill.org", "Ada Quill", "Quill", "www.quill.org", "quill.org", "555 123 4567", "12 Old Mill Road"],
)
def test_what_reaches_or_names_a_sender_is_masked(secret: str) -> None:
    [row] = rows(easy_ham_1=mail(f"This is the text of the mail, and here is {secret} for you.\n"))
    assert secret not in row["raw"]
    assert "#" in row["raw"]


def test_mail_of_other_months_repeats_and_obscene_mail_are_left_out() -> None:
    body = "This is the text of the mail for you.\n"
    kept = rows(
        easy_ham_1=mail(body),
        easy_ham_2=mail(body),
        spam_1=mail("Look at the porn and the rest of it.\n"),
        spam_2=mail("This is another text for you.\n", day="Mon, 6 May 2002"),
    )
    assert [row["spam"] for row in kept] == ["0"]


def test_an_excerpt_is_a_mail_that_python_can_read() -> None:
    [row] = rows(spam_1=mail("<p>Buy <b>this</b> for your house &amp; garden, and the rest.</p>", kind="text/html"))
    body = email.message_from_string(row["raw"], policy=policy.default).get_body(("plain", "html"))
    assert body is not None
    assert "your house &amp; garden" in body.get_content()
    assert (row["arrived"], row["spam"], row["source"]) == ("2002-08-05", "1", "spam")


def test_a_long_text_keeps_its_start_and_its_end() -> None:
    text = excerpt("start " + "word " * 1000 + "end")
    assert text.startswith("start ")
    assert text.endswith(" end")
    assert len(text) < EXCERPT + 20


def test_html_keeps_only_the_tags_that_shape_the_text() -> None:
    assert slim('<td><a href="x?id=7">here</a><br><script>x()</script></td>').strip() == '<a href="#">here</a><br>'


def test_text_in_other_languages_is_no_english() -> None:
    assert english("this is the text of a mail")
    assert not english("dies hier aber nicht so ganz")
    assert not english("the ναι όχι ίσως αύριο")
