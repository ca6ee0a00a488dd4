#!/usr/bin/env python
"""The one command."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config.commands import execute

    execute(sys.argv)
