#!/bin/bash
# django-money: a price of 3,000 yen saved over one of 10 euros by `update_fields` or `bulk_update` is 3,000 euros.
#
# Software: django-money 3.6.2 with Django 5.2.19, SQLite.
# Guess:    a price is one field of the model and one value, Money; who writes `price` writes both its parts, as
#           `save()` and `update()` do.
# Really:   the currency is a second field beside it, which `save(update_fields=["price"])`, `bulk_update(…, ["price"])`
#           and the `update_fields` of an upsert leave as it was: the new number in the old currency.
#           `aggregate(Sum("price"))` adds the numbers of all currencies. Comparing with Money, on the other hand, does
#           ask for the currency, and finds no price above 1 euro where there are two in other currencies.
# Matters:  these are the ways of a run over a whole collection. The object in memory is right, no error comes, and an
#           insurance list is wrong by a factor of 160. Name both fields: ["price", "price_currency"].
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check django-money==3.6.2 django==5.2.19
timeout 60 venv/bin/python - >seen 2>/dev/null <<'PY'
import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["djmoney"], DEFAULT_CURRENCY="EUR", USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()
from django.db import connection, models
from djmoney.models.fields import MoneyField
from djmoney.money import Money


class Record(models.Model):
    price = MoneyField(max_digits=9, decimal_places=2, default_currency="EUR")

    class Meta:
        app_label = "shelf"


with connection.schema_editor() as editor:
    editor.create_model(Record)
records = Record.objects
yen = Money(3000, "JPY")


def upsert(record):
    records.bulk_create([record], update_conflicts=True, unique_fields=["id"], update_fields=["price"])


for name, write in (
    ("save()", Record.save),
    ("update(price=…)", lambda record: records.update(price=record.price)),
    ("save(update_fields)", lambda record: record.save(update_fields=["price"])),
    ("bulk_update", lambda record: records.bulk_update([record], ["price"])),
    ("bulk_create as an upsert", upsert),
):
    records.all().delete()
    record = records.create(price=Money(10, "EUR"))
    record.price = yen
    write(record)
    print(f"{name}: {record.price.amount:.0f} {record.price.currency} in memory,", end=" ")
    record = records.get()
    print(f"{record.price.amount:.0f} {record.price.currency} in the database")
records.all().delete()
for price in (yen, Money(20, "CHF")):
    records.create(price=price)
print("3000 JPY and 20 CHF together:", records.aggregate(total=models.Sum("price"))["total"])
print("of these above 1 EUR:", records.filter(price__gt=Money(1, "EUR")).count())
PY
cat seen
diff - seen <<'SEEN'
save(): 3000 JPY in memory, 3000 JPY in the database
update(price=…): 3000 JPY in memory, 3000 JPY in the database
save(update_fields): 3000 JPY in memory, 3000 EUR in the database
bulk_update: 3000 JPY in memory, 3000 EUR in the database
bulk_create as an upsert: 3000 JPY in memory, 3000 EUR in the database
3000 JPY and 20 CHF together: 3020
of these above 1 EUR: 0
SEEN
echo "Still so."
