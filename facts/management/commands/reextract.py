"""`manage.py reextract [--article SLUG …]`: read articles anew with the present engine; decisions stay."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from facts.reextraction import readable, reextract


class Command(BaseCommand):
    help = "重新识别报道。已作的决定不变；只列出真正的差别。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--article", action="append", metavar="网址名", help="只识别这一篇，可重复；不写则为全部")

    def handle(self, *args: Any, **options: Any) -> None:
        articles = readable()
        if options["article"]:
            articles = articles.filter(slug__in=options["article"])
            missing = set(options["article"]) - set(articles.values_list("slug", flat=True))
            if missing:
                raise CommandError(f"没有可识别的报道：{'、'.join(sorted(missing))}。请检查网址名；已撤下的报道不再识别。")
        differences = reextract(articles)
        for difference in differences:
            self.stdout.write(str(difference))
        failed = sum(bool(difference.failure) for difference in differences)
        self.stdout.write(f"识别 {articles.count() - failed} 篇，{len(differences) - failed} 篇有差别。")
        if failed:
            raise CommandError(f"{failed} 篇没有识别，原因见上；其余已识别。")
