"""`manage.py compare_engine`: the present engine held against all decisions so far, per rule. Writes nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from facts.comparison import Comparison, compare_engine


class Command(BaseCommand):
    help = "用现在的识别程序重读全部报道，与已有决定对照。不写入任何数据。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--floor", type=float, metavar="比例", help="已采用条目的符合率低于此数（0 到 1）时以失败结束")
        parser.add_argument("--list", action="store_true", help="逐条列出不再识别、新识别和改变的条目")

    def handle(self, *args: Any, **options: Any) -> None:
        comparison = compare_engine()
        if options["list"]:
            self._list(comparison)
        for rule in sorted(comparison.rules.values(), key=lambda row: row.rule):
            self.stdout.write(
                f"{rule.rule or '（无规则）'}：采用 {rule.accepted_found}/{rule.accepted}，"
                f"未采用仍识别 {rule.rejected_found}/{rule.rejected}，新增 {rule.gained}，失去 {rule.lost}，改变 {rule.changed}"
            )
        share = comparison.accepted_share
        self.stdout.write(
            f"共 {comparison.articles} 篇：与采用的符合率 {_percent(share)}，与不采用的符合率 {_percent(comparison.rejected_share)}；"
            f"新增 {len(comparison.gained)} 条，失去 {len(comparison.lost)} 条，改变 {len(comparison.changed)} 条。"
        )
        if options["floor"] is not None and share is not None and share < options["floor"]:
            raise CommandError(f"与采用的符合率 {_percent(share)} 低于 {options['floor']:.1%}，请不要启用这一版识别程序。")

    def _list(self, comparison: Comparison) -> None:
        for proposal in comparison.lost:
            self.stdout.write(f"- {proposal.article.slug}：{proposal}（{proposal.get_state_display()}）")
        for proposal in comparison.gained:
            self.stdout.write(f"+ {proposal.article.slug}：{proposal}")
        for before, after in comparison.changed:
            self.stdout.write(f"~ {before.article.slug}：{before} → {after}")


def _percent(share: float | None) -> str:
    return "（尚无）" if share is None else f"{share:.1%}"
