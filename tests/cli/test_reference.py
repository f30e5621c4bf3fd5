"""Every command says in Chinese what it does, shows an example that holds, and stands in the reference."""

import importlib.util
import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest

from gridctl.cli.app import NOUNS, PROGRAM, root
from gridctl.cli.help import examples, help_text, options, page, param_name, param_text, subcommands
from gridctl.cli.reference import BEGIN, END, between_markers, reference, walk
from gridctl.cli.tree import GLOBALS
from gridctl.cli.width import width

CHINESE = re.compile(r"[\u4e00-\u9fff]")
SHELL_MARKS = {"|", ">", ">>", "&&", ";", "<", "2>"}


@pytest.fixture(autouse=True)
def present() -> Iterator[None]:
    """Only the nouns whose modules are there yet."""
    every = dict(NOUNS)
    for name, noun in every.items():
        if not all(importlib.util.find_spec(module) for module in (noun.module, *noun.more)):
            del NOUNS[name]
    yield
    NOUNS.clear()
    NOUNS.update(every)


def leaves() -> list[tuple[Any, Any]]:
    return [(command, context) for command, context in walk() if not subcommands(command, context)]


def test_the_nouns_and_their_verbs_are_all_walked(sample: Any) -> None:
    assert sample
    paths = [context.command_path for _, context in walk()]
    assert paths[0] == "gridctl"
    assert {"gridctl sample", "gridctl sample open", "gridctl sample fail"} <= set(paths)
    assert len(paths) == len(set(paths))
    assert {path.split()[1] for path in paths[1:]} == set(NOUNS)


def test_every_command_and_option_is_explained_in_chinese() -> None:
    told = {context.command_path: help_text(command) for command, context in walk()}
    for command, context in walk():
        shown = [param for param in command.get_params(context) if not param.hidden]
        told |= {f"{context.command_path} {param_name(param)}": param_text(param) for param in shown}
    assert [what for what, text in told.items() if not CHINESE.search(text)] == []


def test_no_help_says_a_thing_twice_or_shows_what_a_clerk_would_not_type() -> None:
    for command, context in walk():
        text = page(command, context, [])
        assert not re.search(r"\[\[|\]\]|……|默认 0\b", text), context.command_path
        for param in command.get_params(context):
            said = param_text(param)
            assert len(re.findall("可写多次|可以写多个", said)) < 2, (context.command_path, said)


def test_defaults_are_told_only_where_they_hold() -> None:
    told = {context.command_path: page(command, context, []) for command, context in walk()}
    guessed = {path for path, text in told.items() if "按问题里的词判断" in text or "紧急或一般；不写是一般" in text}
    assert {path.split()[-1] for path in guessed} == {"open", "record"}  # of whatever kind of ticket
    assert "8:30；不写是现在" not in told["gridctl ticket record"] + told["gridctl ticket edit"]


def test_every_command_has_an_example_that_it_understands() -> None:
    wrong = [context.command_path for command, context in leaves() if not examples(command)]
    for command, context in leaves():
        for line in examples(command):
            words = shlex.split(line)
            assert words[0] == PROGRAM, line
            assert parsed_by(until_shell(words[1:])) == context.command_path, line
    assert wrong == []


def until_shell(words: list[str]) -> list[str]:
    """The words of the command itself, before a pipe or a redirection."""
    end = next((at for at, word in enumerate(words) if word in SHELL_MARKS), len(words))
    return words[:end]


def parsed_by(words: list[str]) -> str:
    """The path of the command that accepts these words; raises what Typer raises where it does not."""
    command, context, rest = root(), None, words
    context = command.make_context(PROGRAM, rest)
    while subcommands(command, context):
        at = next(at for at, word in enumerate(rest) if word in dict(subcommands(command, context)))
        name, command, rest = command.resolve_command(context, rest[at:])
        context = command.make_context(name, rest, parent=context)
    return str(context.command_path)


def test_no_option_is_spelled_twice_in_one_command() -> None:
    for command, context in walk():
        flags = [flag for option in options(command, context) for flag in (*option.opts, *option.secondary_opts)]
        assert len(flags) == len(set(flags)), context.command_path


def test_the_reference_holds_every_command_and_option(sample: Any) -> None:
    assert sample
    text = reference()
    for command, context in walk():
        assert context.parent is None or f"### {context.command_path}\n" in text
        for option in options(command, context):
            assert option.name in {"help", "install_completion", "show_completion"} or param_name(option) in text
    assert "#### gridctl sample open\n\n开一张单子。\n\n```\ngridctl sample open [选项] 名称\n" in text
    assert "- `名称` 叫什么（必填）\n- `--count 整数` 几个（默认 1）\n" in text
    assert text.count("--ledger 文件") == 1


def test_the_reference_is_renewed_between_its_markers() -> None:
    once = between_markers(f"# 前言\n\n{BEGIN}\n旧的\n{END}\n\n后记\n")
    assert once.startswith(f"# 前言\n\n{BEGIN}\n\n### 通用选项\n")
    assert once.endswith(f"\n{END}\n\n后记\n")
    assert "旧的" not in once
    assert between_markers(once) == once


def test_the_help_page_fits_its_width(monkeypatch: pytest.MonkeyPatch, sample: Any) -> None:
    assert sample
    monkeypatch.setenv("COLUMNS", "80")
    for command, context in walk():
        for line in page(command, context, GLOBALS).splitlines():
            in_examples = line.strip() in examples(command)
            assert in_examples or line.startswith("用法") or width(line) <= 82, line
