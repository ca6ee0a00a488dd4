"""The claim's parts as a form: what the editor changed, as values that the curation services take."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from facts.claims import canonical
from facts.constraints import OBJECT_LINKS, RELATION_SUBJECTS, SUBJECT_LINKS
from facts.engine.words.tokens import fold
from facts.models import Indicator, Proposal
from facts.names import Registry
from facts.vocabulary import Kind, Measure, Relation, SubjectType, Unit

from .readings import ValueReading, printed, read_value

_PARTS = {
    Kind.MEASURE: ["indicator", "label", "measure", "said", "value", "value_max", "unit", "comparator", "base", "basis", "product", "reference"],
    Kind.STAGE: ["stage"],
    Kind.RELATION: ["relation", "object"],
}
_COMMON = ["kind", "subject_type", "subject", "scope", "modality", "period_start", "period_end", "attribution"]
_DIRECTED = {Measure.GROWTH, Measure.CHANGE, Measure.GAP, Measure.PULL, Measure.CONTRIBUTION}
_MINUS = ("-", "－", "−")
_NARROW = {"value", "value_max", "period_start", "period_end"}


class FlatSelect(forms.Select):
    """A list as one string: a template for each of its options would cost more than the rest of the page."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        chosen = str(value or "")
        options = ((key, SafeString(" selected") if str(key) == chosen else "", label if key else "（不填）") for key, label in self.choices)
        given = flatatt({**self.attrs, **(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", given, format_html_join("", '<option value="{}"{}>{}</option>', options))


class ClaimForm(forms.ModelForm):
    """Bound to a proposal; `values()` are the claim's columns, with the registry links of the names as they now stand."""

    said = forms.CharField(
        label="数值和单位（原文写法）",
        required=False,
        max_length=60,
        help_text="可写 ３０６亩、1.2万套；单位不变时可只写数字。折算的数值和单位随它而定，须与它一致",
    )

    class Meta:
        model = Proposal
        fields = [*_COMMON, *(name for parts in _PARTS.values() for name in parts if name != "said")]
        labels = {"value": "数值（折算）", "unit": "单位（折算）", "value_max": "数值上限", "period_start": "时期自", "period_end": "至"}
        widgets = {
            "period_start": forms.TextInput(attrs={"placeholder": "2024-01-01", "inputmode": "numeric"}),
            "period_end": forms.TextInput(attrs={"placeholder": "2024-08-31", "inputmode": "numeric"}),
            "attribution": forms.TextInput,
            **dict.fromkeys("indicator kind subject_type measure unit comparator modality base basis stage relation".split(), FlatSelect),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # All indicators are read once and kept by the process: they change only with a deployment.
        self.fields["indicator"].queryset = Indicator.objects.all()
        self.fields["said"].initial = printed(self.instance)
        for name, field in self.fields.items():
            field.widget.attrs |= {"class": f"part part-{name}", "autocomplete": "off"}
            if name in ("subject", "scope"):
                field.widget.attrs["list"] = f"known-{name}"
            if name in _NARROW:
                field.widget.attrs["size"] = 12
        for name in ("measure", "unit", "stage", "relation"):
            self.fields[name].required = False

    def shown(self, kind: str) -> list[Any]:
        return [self[name] for name in _PARTS[Kind(kind)]]

    @property
    def common(self) -> list[Any]:
        return [self[name] for name in _COMMON]

    @property
    def parts(self) -> list[tuple[str, str, list[Any]]]:
        """(kind, its Chinese term, its fields) for the template; the script shows those of the chosen kind."""
        return [(kind.value, str(kind.label), self.shown(kind.value)) for kind in Kind]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        kind = values.get("kind")
        if kind not in Kind.values:
            return values
        for name in {name for other, parts in _PARTS.items() if other != kind for name in parts} - {"said"}:
            values[name] = None if name == "indicator" else ""
        getattr(self, f"_clean_{kind}")(values)
        if values.get("period_start") and values.get("period_end") and values["period_end"] < values["period_start"]:
            self.add_error("period_end", "止日早于起日，请检查。")
        return values

    def _clean_measure(self, values: dict[str, Any]) -> None:
        self._read_said(values)
        for name, words in (
            ("indicator", "请选择指标。"),
            ("measure", "请选择度量：总量、增速、占比等。"),
            ("value", "请写出数值。"),
            ("unit", "请选择单位。"),
        ):
            if not values.get(name) and name not in self.errors:
                self.add_error(name, words)
        for name in ("value", "value_max"):
            try:
                values[name] = canonical(values[name]) if values.get(name) else ""
            except ValueError as error:
                self.add_error(name, f"{error}请写成数字，如 243.2。")

    def _read_said(self, values: dict[str, Any]) -> None:
        """The printed words and the value they stand for are one: who edits the words edits the value, who edits the value must agree with the words."""
        said = values.get("said") or ""
        by_hand = {"value", "value_max", "unit"} & set(self.changed_data)
        rewritten = bool(said) and "said" in self.changed_data
        kept = {"value_printed": self.instance.value_printed, "unit_printed": self.instance.unit_printed}
        if not rewritten and not by_hand:
            values.update(kept)
            return
        if not said:
            self.add_error("said", "请照原文写出数值和单位，如 16.3亿元；折算的数值须与它一致。")
            return
        reading = self._reading_of(said)
        if reading.error:
            self._take_unreadable(values, said, reading.error, kept if not rewritten else {"value_printed": said, "unit_printed": ""}, by_hand)
            return
        columns = dict(reading.columns)
        if by_hand and not self._agrees(values, columns):
            self.add_error(
                "said", f"折算的数值、单位与原文写法不一致：“{said}”读作 {reading.words}。请改原文写法，数值和单位会随之折算；或把折算的数值和单位改回来。"
            )
            return
        if by_hand:
            columns["value"], columns["value_max"] = self._signed(values, columns)
        elif self._falls():
            columns["value"] = f"-{columns['value'].lstrip('-')}"
        if "comparator" in self.changed_data or columns["comparator"] == "eq" or not rewritten:
            del columns["comparator"]
        values.update(columns | ({} if rewritten else kept))

    def _reading_of(self, said: str) -> ValueReading:
        """Of words with a minus in front the number is below nothing; a rate (100万吨/年) already has its unit within the number."""
        bare = said.strip().lstrip("".join(_MINUS))
        reading = read_value(bare, self.instance.unit_printed)
        if reading.error and "said" not in self.changed_data:
            reading = read_value(self.instance.value_printed, self.instance.unit_printed)
        if not reading.error and said.strip().startswith(_MINUS):
            reading.columns["value"] = f"-{reading.columns['value']}"
            reading.columns["value_printed"] = f"-{reading.columns['value_printed']}"
        return reading

    def _take_unreadable(self, values: dict[str, Any], said: str, error: str, printed_as: dict[str, str], by_hand: set[str]) -> None:
        """Words that stand for a number only to a person (上亿元) are taken with the value given by hand, if the article has them."""
        text = self.instance.version.text if self.instance.version_id else ""
        if by_hand and fold(said) in fold(text):
            values.update(printed_as)
        else:
            self.add_error("said", f"{error}读不出的写法，须是正文里的原话，并填折算的数值和单位。")

    def _agrees(self, values: dict[str, Any], columns: dict[str, str]) -> bool:
        if columns["unit"] != Unit.OTHER and values.get("unit") != columns["unit"]:
            return False
        try:
            mine = [Decimal(canonical(values[name])) if values.get(name) else None for name in ("value", "value_max")]
        except ValueError:
            return False
        read = [Decimal(columns[name]) if columns[name] else None for name in ("value", "value_max")]
        return mine == read or (self._may_fall(values, columns) and mine == [-number if number is not None else None for number in read])

    def _may_fall(self, values: dict[str, Any], columns: dict[str, str]) -> bool:
        """下降11.4% is -11.4: the direction stands in another word than the number."""
        return (values.get("measure") in _DIRECTED or self._falls()) and not columns["value"].startswith("-")

    @staticmethod
    def _signed(values: dict[str, Any], columns: dict[str, str]) -> tuple[str, str]:
        """The number as precise as printed, in the direction given by hand."""
        falls = str(values.get("value", "")).strip().startswith(_MINUS) and not columns["value"].startswith("-")
        value, value_max = (f"-{columns[name]}" if falls and columns[name] else columns[name] for name in ("value", "value_max"))
        return value, value_max

    def _falls(self) -> bool:
        """下降11.4% is kept as -11.4 while the printed number bears no sign; a corrected number keeps the direction."""
        return self.instance.value.startswith("-") and not self.instance.value_printed.startswith(_MINUS)

    def _clean_stage(self, values: dict[str, Any]) -> None:
        if not values.get("stage"):
            self.add_error("stage", "请选择建设阶段。")

    def _clean_relation(self, values: dict[str, Any]) -> None:
        relation = values.get("relation")
        if not relation:
            self.add_error("relation", "请选择关联类型。")
        elif values.get("subject_type") not in RELATION_SUBJECTS[Relation(relation)]:
            allowed = "、".join(str(SubjectType(name).label) for name in RELATION_SUBJECTS[Relation(relation)])
            self.add_error("subject_type", f"“{Relation(relation).label}”的主体须是{allowed}。")
        if not values.get("object"):
            self.add_error("object", "请写出关联对象。")

    def _post_clean(self) -> None:
        """The proposal itself is never changed: it keeps what the engine said."""

    def values(self) -> dict[str, Any]:
        """Columns for `curation.correct` or `add_fact`: the parts, and the links of subject, object and scope."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "said"}
        if values["kind"] != Kind.MEASURE:
            values |= {"value_printed": "", "unit_printed": "", "value_number": None, "value_max_number": None}
        return values | self._links(values)

    def _links(self, values: dict[str, Any]) -> dict[str, Any]:
        links: dict[str, Any] = {f"{end}_{link}": None for end in ("subject", "object") for link in SUBJECT_LINKS} | {"scope_registered": None}
        found = Registry.for_article(self.instance.article).links(values)
        kept = {}
        if not {"subject", "subject_type"} & set(self.changed_data):
            kept |= {f"subject_{link}": getattr(self.instance, f"subject_{link}") for link in SUBJECT_LINKS}
        if not {"object", "relation"} & set(self.changed_data):
            allowed = OBJECT_LINKS.get(values.get("relation") or "", ())
            kept |= {f"object_{link}": getattr(self.instance, f"object_{link}") for link in SUBJECT_LINKS if link in allowed}
        if "scope" not in self.changed_data:
            kept["scope_registered"] = self.instance.scope_registered
        return links | found | {name: row for name, row in kept.items() if row is not None}

    def differences(self, claim: Any) -> list[tuple[str, str, str]]:
        """(part, what another editor saved, what this one wanted) where the two differ."""
        rows = []
        for name in self.fields:
            if name == "said":
                continue
            theirs, mine = getattr(claim, name, ""), self.cleaned_data.get(name, "")
            if (theirs or "") != (mine or ""):
                rows.append((str(self.fields[name].label), _words(claim, name, theirs), _words(claim, name, mine)))
        return rows


def _words(claim: Any, name: str, value: Any) -> str:
    field = claim._meta.get_field(name)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value or "（空）"))
    return str(value) if value else "（空）"
