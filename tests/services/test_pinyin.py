"""Pinyin: the letters of real names, and a dictionary that is loaded only where it is needed."""

import os
import subprocess
import sys

import pytest

from gridctl.services.pinyin import letters_of


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("林晓彤", "lxt"),
        ("东门岗", "dmg"),
        ("曾晓彤", "[cz]xt"),
        ("重庆路", "[zct]ql"),
        ("3-1-502", "3-1-502"),
        ("A1岗", "a1g"),
        ("吕布", "lb"),
        ("𠮷野、", "[ys]"),
    ],
)
def test_letters_of_names(name: str, letters: str) -> None:
    assert letters_of(name) == letters


PROBE = """
import os, sys
from gridctl.services.pinyin import letters_of
print(letters_of("YS005"), "pypinyin" in sys.modules)
print(letters_of("东门岗"), "pypinyin" in sys.modules, "pypinyin.phrases_dict" in sys.modules)
print(sorted(name for name in os.environ if name.startswith("PYPINYIN")))
"""


def test_the_dictionary_is_loaded_late_without_its_words_and_leaves_no_trace() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, encoding="utf-8", env=environment, check=True
    )
    assert done.stdout.splitlines() == ["ys005 False", "dmg True False", "[]"]
