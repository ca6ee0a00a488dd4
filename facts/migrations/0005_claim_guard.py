from django.db import migrations

from history.triggers import Trigger

# A fact's claim never changes; its links, keys, rank and ends may, when entities merge or an editor decides.
_CLAIM = (
    "kind subject_type subject indicator_id label measure value value_max unit value_printed unit_printed product reference stage relation object scope"
    " period_start period_end modality comparator base basis attribution"
).split()


def _changed(distinct: str) -> str:
    return " OR ".join(f'OLD."{name}" {distinct} NEW."{name}"' for name in _CLAIM)


class Migration(migrations.Migration):
    dependencies = [("facts", "0004_roles")]
    operations = [
        Trigger(
            "facts_fact_claim_kept",
            "facts_fact",
            "UPDATE",
            "条目的表述不能修改，请用更正",
            {"sqlite": _changed("IS NOT"), "postgresql": _changed("IS DISTINCT FROM")},
        )
    ]
