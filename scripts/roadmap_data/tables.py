"""Tables, a row for each thing, as lessons read them."""

import csv
import gzip
import json
from collections.abc import Mapping

from roadmap_data.packing import packed, packed_table


def diamonds(content: bytes) -> bytes:
    """Put `price` last, write every measure with a decimal point, keep every row, and pack."""
    columns = ["carat", "cut", "color", "clarity", "depth", "table", "x", "y", "z", "price"]
    rows = csv.DictReader(content.decode().splitlines())
    words = {"cut", "color", "clarity", "price"}
    values = ([row[name] if name in words else str(float(row[name])) for name in columns] for row in rows)
    lines = [",".join(columns), *(",".join(row) for row in values)]
    text = "\n".join(lines) + "\n"
    return packed(text.encode())


def white_wine(content: bytes) -> bytes:
    """Put commas for semicolons, take the quotes off the header, keep every row and every digit, and pack."""
    text = content.decode("ascii").replace("\r\n", "\n").replace('"', "").replace(";", ",")
    return packed(text.encode())


def king_county_houses(content: bytes) -> bytes:
    """Keep every row and the columns in use, make one date of three columns, round places to about 100 m, and pack."""
    columns = [
        "sqft_living",
        "sqft_lot",
        "sqft_basement",
        "sqft_living_15nn",
        "bedrooms",
        "bathrooms",
        "floors",
        "waterfront",
        "view",
        "condition",
        "grade",
        "year_built",
        "year_renovated",
        "price",
    ]
    lines = [",".join(["date", "zipcode", "latitude", "longitude", *columns])]
    for row in csv.DictReader(content.decode("ascii").splitlines()):
        day = f"{row['year']}-{int(row['month']):02}-{int(row['day']):02}"
        place = [row["zipcode"], *(f"{float(row[name]):.3f}" for name in ("latitude", "longitude"))]
        lines.append(",".join([day, *place, *(row[name] for name in columns)]))
    return packed(("\n".join(lines) + "\n").encode())


def cdnow_purchases(content: bytes) -> bytes:
    """Keep every row in its order, as customer number, date and dollars, and pack."""
    lines = ["customer,date,dollars"]
    for row in content.decode("ascii").splitlines()[1:]:
        customer, day, _, dollars = row.split()
        lines.append(f"{int(customer)},{day[:4]}-{day[4:6]}-{day[6:]},{dollars}")
    return packed(("\n".join(lines) + "\n").encode())


CREDIT_WORDS: Mapping[int, str] = {
    0: "1 no account, overdrawn, 0 to 199 DM, 200 DM or salary",
    2: "0 delays in the past, critical account or credits elsewhere, none taken or all repaid,"
    " existing ones repaid so far, all at this bank repaid",
    3: "0 other, new car, used car, furniture, radio or television, appliances, repairs, education, holiday,"
    " retraining, business",
    5: "1 none or unknown, below 100 DM, 100 to 499 DM, 500 to 999 DM, 1000 DM or more",
    6: "1 no job, below 1 year, 1 to 3 years, 4 to 6 years, 7 years or more",
    7: "1 35 % or more, 25 to 34 %, 20 to 24 %, below 20 %",
}
"""For each place in a row of German Credit, the lowest code and the words for the codes from there on."""


def german_credit(content: bytes) -> bytes:
    """Keep nine features, put words for the codes, write the outcome as 1 for bad, and pack.

    The code book that came with the file has the words of several columns in the wrong places. Those here follow the
    code table of South German Credit (UCI data set 522), which has the same code numbers.
    """
    columns = {"account": 0, "months": 1, "amount": 4, "history": 2, "purpose": 3, "savings": 5, "job": 6}
    columns |= {"instalment": 7, "age": 12, "bad": 20}
    words = {}
    for place, text in CREDIT_WORDS.items():
        lowest, _, names = text.partition(" ")
        for code, name in enumerate(names.split(", "), start=int(lowest)):
            words[place, f"A{place + 1}{code}" if place != 7 else str(code)] = name
    words |= {(20, "1"): "0", (20, "2"): "1"}
    rows = (line.split() for line in content.decode("ascii").splitlines())
    lines = [",".join(words.get((place, row[place]), row[place]) for place in columns.values()) for row in rows]
    return packed("\n".join([",".join(columns), *lines, ""]).encode())


def card_default(content: bytes) -> bytes:
    """Keep one of rows that are alike in all 24 columns, leave out marriage and old bills, mend the months, and pack.

    The package's names of months run backwards: what it calls `apr_delay` stands where the source has the status in
    September. So the name here is that of the month counted from the other end.
    """
    months = ["apr", "may", "jun", "jul", "aug", "sep"]
    ours = {"limit": "limit", "sex": "sex", "education": "edu", "age": "age"}
    ours |= {f"late_{real}": f"{named}_delay" for real, named in zip(months[::-1], months, strict=True)}
    ours |= {"bill_sep": "apr_bill", "bill_aug": "may_bill", "paid_sep": "apr_pay", "paid_aug": "may_pay"}
    ours |= {"default": "default"}
    words = {"sex": {"1": "man", "2": "woman"}, "education": {"1": "graduate", "2": "university", "3": "high school"}}
    lines = dict.fromkeys(gzip.decompress(content).decode("ascii").splitlines())
    rows = list(csv.DictReader(lines))
    for row in rows:
        row["sex"] = words["sex"][row["sex"]]
        row["edu"] = words["education"].get(row["edu"], "other")
    return packed_table(list(ours), ({name: row[theirs] for name, theirs in ours.items()} for row in rows))


HEART_COLUMNS: Mapping[str, str] = {
    "age": "age",
    "sex": "sex",
    "pain": "cp",
    "pressure": "trestbps",
    "cholesterol": "chol",
    "rate": "thalch",
    "angina": "exang",
    "st": "oldpeak",
}
"""Our names for columns of UCI's Heart Disease, and those of the source."""


def heart_hospitals(content: bytes) -> bytes:
    """Keep every patient and eight columns, every cell as it came but truth values as 1 and 0, and pack.

    The site comes first, the diagnosis last, as 1 where any vessel is narrowed. The source counts the first patient of
    Budapest, its number 304, among those of Cleveland: UCI's own file of Cleveland has 303.
    """
    sites = {
        "Cleveland": "Cleveland",
        "Hungary": "Budapest",
        "Switzerland": "Switzerland",
        "VA Long Beach": "Long Beach",
    }
    words = {"True": "1", "False": "0", "TRUE": "1", "FALSE": "0", "Male": "man", "Female": "woman"}
    rows = [
        {
            "site": "Budapest" if row["id"] == "304" else sites[row["dataset"]],
            **{ours: words.get(row[theirs], row[theirs]) for ours, theirs in HEART_COLUMNS.items()},
            "ill": str(int(int(row["num"]) > 0)),
        }
        for row in csv.DictReader(content.decode().splitlines())
    ]
    return packed_table(["site", *HEART_COLUMNS, "ill"], rows)


def bird_strikes(content: bytes) -> bytes:
    """Keep every row and seven columns, name and value of each as it came, and pack."""
    columns = [
        "Flight_Date",
        "Aircraft__Airline_Operator",
        "When__Phase_of_flight",
        "Wildlife__Size",
        "Speed_IAS_in_knots",
        "Cost__Total_$",
        "Effect__Amount_of_damage",
    ]
    rows = ({name: "" if row[name] is None else str(row[name]) for name in columns} for row in json.loads(content))
    return packed_table(columns, rows)
