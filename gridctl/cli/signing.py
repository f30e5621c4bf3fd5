"""How somebody signs on a command line: with his PIN, typed unseen or from a file, or on paper that is entered as such."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli.desks import acting, command_name
from gridctl.cli.output import warn
from gridctl.errors import BadDataError, NotFoundError, UsageError
from gridctl.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.services.signatures.pins import Proof
    from gridctl.services.signatures.signing import Paper

PIN_FILE = "GRIDCTL_PIN_FILE"
MEANS = {"pin": "密码", "paper": "纸签", "": ""}
_LARGEST = 4096

OnPaper = Annotated[bool, typer.Option("--paper", help="已在纸上签字，照纸补登；要写 --signer 和 --paper-date")]
Signer = Annotated[str, typer.Option("--signer", metavar="谁", help="谁签的：工号或姓名；不写是现任的签批人")]
PaperDate = Annotated[str, typer.Option("--paper-date", metavar="日期", help="纸上签字的日期")]
Photo = Annotated[Path | None, typer.Option("--photo", metavar="文件", help="签字纸件的照片或扫描件，一并存档")]


def signed_by(ctx: typer.Context, posts: Sequence[str]) -> Proof | Paper:
    """Take the signature that the command's options speak of: a PIN is asked for and compared, a paper's scan is kept."""
    said = ctx.params
    if said["paper"]:
        return _on_paper(ctx, said["signer"], said["paper_date"], said["photo"])
    if said["paper_date"] or said["photo"]:
        raise UsageError(
            "写了纸签的日期或照片，没有写 --paper", "纸上签的加上 --paper；用密码签的去掉 --paper-date 和 --photo"
        )
    from gridctl.services.signatures.pins import prove
    from gridctl.services.signatures.signing import signer_meant

    settings = acting(ctx.obj)
    ctx.obj = settings
    person = signer_meant(settings, said["signer"], posts)
    return prove(settings, command_name(ctx), person, typed_pin(f"{person} 的签批密码", settings))


def _on_paper(ctx: typer.Context, signer: str, day: str, photo: str | None) -> Paper:
    if not signer or not day:
        raise UsageError(
            "纸上签的要写明谁签、哪天签", "加上 --signer 工号或姓名 --paper-date 日期，有照片的加 --photo 文件"
        )
    from gridctl.cli.days import day_meant
    from gridctl.services.desk import reading
    from gridctl.services.signatures.signing import Paper
    from gridctl.services.tickets.attaching import keep_files

    with reading(ctx.obj) as desk:
        on = day_meant(desk, day)
    kept = keep_files(ctx.obj, [Path(photo)], dry_run=bool(ctx.params.get("dry_run"))) if photo else []
    return Paper(signer, on, kept[0] if kept else None)


def typed_pin(prompt: str, settings: Settings) -> str:
    """Take a PIN from the file that GRIDCTL_PIN_FILE names, else from a person, who does not see what he types."""
    if settings.batch is not None:
        raise UsageError("用密码签批不能放在批量里", "一件一件签批，或照纸上的签字补登")
    if os.environ.get(PIN_FILE):
        return pins_in_file()[-1]
    return _typed_unseen(prompt, settings)


def typed_new_pin(settings: Settings) -> str:
    """Take a new PIN: from the file, or typed twice."""
    if os.environ.get(PIN_FILE):
        return pins_in_file()[-1]
    first = _typed_unseen("新的签批密码", settings)
    if _typed_unseen("再输一遍新密码", settings) != first:
        raise UsageError("两次输入的密码不一样，没有改", "重新运行，两次输入相同的密码")
    return first


def typed_old_pin(person: str, settings: Settings) -> str:
    """Take the PIN that holds so far: the first line of the file, or typed."""
    if os.environ.get(PIN_FILE):
        lines = pins_in_file()
        if len(lines) < 2:  # noqa: PLR2004 - the old and the new one
            raise UsageError(f"{PIN_FILE} 里只有一行", "改密码时第一行写原密码，第二行写新密码")
        return lines[0]
    return _typed_unseen(f"{person} 原来的签批密码", settings)


def pins_in_file() -> list[str]:
    """The lines of the file that GRIDCTL_PIN_FILE names; none of what stands in it is ever repeated."""
    path = Path(os.environ[PIN_FILE]).expanduser()
    try:
        with path.open("rb") as stream:
            text = stream.read(_LARGEST).decode("utf-8-sig")
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise NotFoundError(f"找不到 {PIN_FILE} 指定的文件 {path}", "检查文件名，或去掉这个环境变量") from None
    except (OSError, UnicodeDecodeError):
        raise BadDataError(f"读不出 {PIN_FILE} 指定的文件 {path}", "检查文件的权限；内容是一行密码，UTF-8") from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        warn(f"{path} 别人也能读，请改成只有自己能读：chmod 600 {path}")
    lines = [line for line in text.splitlines() if line]
    if not lines:
        raise BadDataError(f"{PIN_FILE} 指定的文件 {path} 是空的", "第一行写签批密码")
    return lines


def _typed_unseen(prompt: str, settings: Settings) -> str:
    if not settings.interactive:
        raise UsageError(f"没有输入{prompt}", f"在终端上运行时会问；脚本里用环境变量 {PIN_FILE} 指定存密码的文件")
    from getpass import getpass

    pin = getpass(f"{prompt}: ")
    if not pin:
        raise UsageError(f"没有输入{prompt}", "重新运行再输入")
    return pin
