"""What the office typed besides that version 2 kept: those who sign, hazards, contractors, fines, and what else it has."""

from operator import attrgetter

from tests.store.kept.office1 import Line

PIN, OTHER_PIN = "739146", "280517"
STAFF = """工号,姓名,岗位,手机号,入职日期
L01,何立,项目负责人,16000000011,2025-12-01
E01,吴远山,工程维修部负责人,16000000012,2025-12-01
S01,钱进,监察管理部,,2025-12-01
K01,沈佳宁,客服主管,16000000013,2025-12-01
H01,曹玉兰,环境管理员,16000000014,2025-12-01
H02,孙志强,环境管理员,,2025-12-01
A01,周敏,物业助理,16000000015,2025-12-01
"""
HOLIDAYS = "开始日期,结束日期,休班,名称\n2027-01-01,2027-01-03,休,元旦\n2027-01-09,,班,元旦\n2027-02-05,,休,春节\n"
CLAUSES = "单位,条款号,内容,扣款,楼栋\n洁净保洁,8.3,缺岗,80,2栋\n洁净保洁,8.4,其他,,\n"
BATCH = """{"command": "ticket open", "args": {"place": "儿童乐园", "problem": "秋千松动", "reporter": "韦先生"}}
{"command": "worklog add", "args": {"part": "天气", "words": "小雨"}}
"""
FILES = {
    "整改前.jpg": "照片：整改前".encode(),
    "签批单.jpg": "扫描件：签批单".encode(),
    "规则.csv": "规则,楼栋甲,数值\n关爱权重,1栋,3\n".encode(),
}


def _typed(
    words: str, at: str, actor: str = "owner", *, project: str = "YH", stdin: str = "", pins: str = "", status: int = 0
) -> Line:
    return Line(f"{words} --project {project}", at, actor, stdin, pins, status)


# Who signs and who enters; the regulations; gold stewards, one approved and ended, one refused, one who waits.
_PEOPLE = (
    _typed("staff import - --apply", "2026-03-12 11:00", stdin=STAFF),
    _typed("grid assign A01 --post 物业助理 --buildings 1-2栋 --from 2026-01-01", "2026-03-12 11:05"),
    _typed("staff pin L01", "2026-03-12 11:10", "L01", pins=PIN),
    _typed("staff pin L01", "2026-03-12 11:11", "L01", pins=f"{PIN} {OTHER_PIN}"),
    _typed("staff pin S01", "2026-03-12 11:12", pins=PIN),
    _typed("policy set 重复报修提示天数 60 --from 2026-04-01", "2026-03-12 11:15"),
    _typed("policy calendar import - --apply", "2026-03-12 11:20", stdin=HOLIDAYS),
    _typed("policy calendar import - --apply", "2026-03-12 11:25", stdin="日期,休班,名称\n2027-02-17,休,除夕\n"),
    _typed("undo --yes", "2026-03-12 11:26"),
    _typed("shift start Q01", "2026-03-12 13:00", "Q01"),
    _typed("shift start G01", "2026-03-12 13:30", "G01"),
    _typed("shift end", "2026-03-12 18:00", "G01"),
    _typed("shift start G02", "2026-03-13 08:00", "G02"),
    _typed("gold apply G01 --reason 满意率第一", "2026-03-13 09:00"),
    _typed("gold approve G01 --by K01 --max 460 --from 2026-03-13", "2026-03-13 09:05"),
    _typed("gold end G01 --on 2026-04-20", "2026-03-13 09:10"),
    _typed("gold apply G02 --reason 全年无投诉", "2026-03-13 09:15"),
    _typed("gold refuse G02 --by L01 --reason 先补齐走访", "2026-03-13 09:20"),
    _typed("gold apply G02 --reason 走访已补齐", "2026-03-13 09:25"),
    _typed("undo --yes", "2026-03-13 09:26"),
    _typed("gold apply G02 --reason 走访补齐了", "2026-03-13 09:30"),
    _typed("worklog add 走访 独居老人两户，身体好 --staff G01", "2026-03-20 17:00", "G01"),
    _typed("worklog add 计划 回访101 --staff G02", "2026-03-20 17:05", "G02"),
    _typed("worklog add 天气 晴 --staff G02", "2026-03-20 17:06", "G02"),
    _typed("worklog remove 3", "2026-03-20 17:07", "G02"),
    _typed("batch -", "2026-03-20 17:30", "G01", stdin=BATCH),
    _typed("batch -", "2026-03-20 17:31", "G01", stdin=BATCH),
    _typed("undo --yes", "2026-03-20 17:32", "G01"),
)
# Plans of the grids: one moved by hand and applied, one left, one taken back.
_GRIDS = (
    _typed("grid plan --band 1-3 --split units --effort quick --rules 规则.csv", "2026-03-24 10:00"),
    _typed("grid plan --band 2-4 --effort quick", "2026-03-24 10:05"),
    _typed("grid plan --band 1-3 --effort quick", "2026-03-24 10:10"),
    _typed("undo --yes", "2026-03-24 10:11"),
    _typed("grid move 1栋1单元 --to 02 --plan 1", "2026-03-24 10:15"),
    _typed("grid apply 1 --from 2026-03-25 --yes", "2026-03-24 11:00"),
    _typed("grid handover 1 --apply", "2026-03-25 09:00"),
)
# More time by PIN (wrong at first), on paper with its scan, refused, and still waited for; holds, merges, a special plan.
_REPAIRS = (
    _typed("ticket attach 2 整改前.jpg --use before", "2026-03-13 10:00", "Q01"),
    _typed("ticket extend 2 --until 2026-03-26 --reason 等水泵配件", "2026-03-13 10:05", "W02"),
    _typed("ticket sign 2", "2026-03-13 10:10", "L01", pins="731946", status=4),
    _typed("ticket sign 2", "2026-03-13 10:11", "L01", pins=OTHER_PIN),
    _typed("ticket hold 2 --until 2026-03-20 --reason 待料 --note 等叶轮", "2026-03-13 10:15", "W02"),
    _typed("ticket resume 2 --note 叶轮到了", "2026-03-16 09:00", "W02"),
    _typed("ticket extend 5 --until 2026-04-10 --reason 锁体停产", "2026-03-16 09:10", "Q01"),
    _typed(
        "ticket sign 5 --paper --signer L01 --paper-date 2026-03-16 --photo 签批单.jpg",
        "2026-03-16 09:15",
        "Q01",
    ),
    _typed("ticket dispatch 1 --to W02", "2026-03-16 09:20", "Q01"),
    _typed("ticket extend 1 --until 2026-04-05 --reason 等灯具", "2026-03-16 09:25", "W02"),
    _typed("ticket sign 1 --refuse --reason 灯具有库存", "2026-03-16 09:30", "L01", pins=OTHER_PIN),
    _typed("ticket plan add 5 --difficulty 锁体停产 --measures 整体换锁 --owner W02", "2026-03-16 09:35"),
    _typed("ticket plan node 5 --what 采购 --due 2026-03-25", "2026-03-16 09:40"),
    _typed("ticket plan node 5 --what 安装 --due 2026-04-08 --owner E01", "2026-03-16 09:45"),
    _typed("ticket plan node 5 --what 验收 --due 2026-04-09", "2026-03-16 09:50"),
    _typed("undo --yes", "2026-03-16 09:51"),
    _typed("ticket open 生活水泵房 水管渗水", "2026-03-16 10:00", "Q01"),
    _typed("ticket open 生活水泵房 地面积水", "2026-03-16 10:05", "Q01"),
    _typed("ticket merge 8 9 --into 2", "2026-03-16 10:10", "Q01"),
    _typed("ticket unmerge 9 --note 不是一件事", "2026-03-16 10:15", "Q01"),
    _typed("ticket finish 2 --note 换了叶轮 --material 叶轮1个", "2026-03-23 11:00", "W02"),
    _typed("ticket verify 2 --by G01", "2026-03-23 14:00", "G01"),
    _typed("ticket plan node 5 --what 采购 --done 2026-03-24 --note 提前一天", "2026-03-24 09:00"),
    _typed("ticket hold 5 --until 2026-04-08 --reason 待批", "2026-03-24 09:05", "Q01"),
    _typed("ticket extend 10 --until 2026-04-20 --reason 等主板", "2026-03-31 09:00", "Q01"),
    _typed("ticket plan node 5 --what 安装 --done 2026-04-07", "2026-04-07 16:00"),
    _typed("ticket plan close 5", "2026-04-07 16:05"),
)
# The front desk and requests.
_DESK = (
    _typed(
        "reception add 来电 询问装修手续 --caller 韦先生 --phone 16100000001 --answer 已告知", "2026-03-17 09:00", "Q01"
    ),
    _typed("reception add 来访 楼上半夜装修 --place 2栋1单元101 --ticket 诉求 --to G02", "2026-03-17 09:05", "Q01"),
    _typed("reception add 便民 借推车", "2026-03-17 09:10", "Q01"),
    _typed("reception add 便民 录重了", "2026-03-17 09:11", "Q01"),
    _typed("undo --yes", "2026-03-17 09:12", "Q01"),
    _typed("reception add 来访 物业费怎么交 --answer 已告知", "2026-03-17 09:20", "D01", project="DS"),
    _typed("request answer 1 已劝停 --by G02", "2026-03-17 09:30", "Q01"),
    _typed("request urge 1 --note 又来电话", "2026-03-17 10:00", "Q01"),
    _typed("request answer 1 已签保证书 --by G02 --done", "2026-03-17 16:00", "Q01"),
    _typed("request satisfaction 1 不满意 --by Q01 --back --note 仍在施工", "2026-03-18 09:00", "Q01"),
)
# Cleaning and lifts by contract, and what it cost them.
_CONTRACTORS = (
    _typed("contractor add 洁净保洁 --service 保洁 --fee 12000 --from 2026-01-01 --contact 何芳", "2026-03-18 09:05"),
    _typed("contractor add 通达电梯 --service 电梯 --fee 860.50 --from 2026-03-16 --to 2026-12-31", "2026-03-18 09:06"),
    _typed("contractor renew 通达 --to 2027-12-31 --phone 16000000021", "2026-03-18 09:07"),
    _typed("contractor clause 洁净保洁 8.2 --words 垃圾未日产日清 --deduct 100.50", "2026-03-18 09:10"),
    _typed("contractor import - --apply", "2026-03-18 09:11", stdin=CLAUSES),
    _typed("contractor area 洁净保洁 --buildings 1栋 --places 儿童乐园 --grids 02", "2026-03-18 09:15"),
    _typed("contractor area 洁净保洁 --grids 02 --remove", "2026-03-18 09:16"),
    _typed("contractor area 通达 --places 1#电梯", "2026-03-18 09:17"),
    _typed("ticket open 1#电梯 电梯停层不准", "2026-03-18 09:20", "Q01"),
    _typed("ticket dispatch 10 --contractor 按部位", "2026-03-18 09:25", "Q01"),
    _typed("ticket dispatch 10 --to W02 --note 先看一眼", "2026-03-18 09:30", "Q01"),
    _typed("ticket return 10 --reason 不属于工程部", "2026-03-18 09:40", "W02"),
    _typed("ticket dispatch 10 --contractor 通达", "2026-03-18 09:45", "Q01"),
    _typed("cleaning open 儿童乐园 垃圾桶满溢 --by A01 --tell", "2026-03-18 10:00", "Q01"),
    _typed("cleaning open 2栋1单元大堂 地面油污 --by A01", "2026-03-18 10:05", "Q01"),
    _typed("cleaning mend 1", "2026-03-20 09:00", "Q01"),
    _typed("cleaning reject 1 --by H01 --reason 仍有垃圾", "2026-03-20 10:00", "H01"),
    _typed("cleaning mend 1", "2026-03-20 15:00", "Q01"),
    _typed("cleaning accept 1 --by H01", "2026-03-20 16:00", "H01"),
    _typed("cleaning deduct 1 --clause 8.2 --reason 通知两天才清 --by A01", "2026-03-20 16:30", "A01"),
    _typed("contractor deduct 洁净保洁 --clause 8.3 --reason 缺岗一天 --by H02", "2026-03-20 16:40", "H02"),
    _typed("contractor deduct 洁净保洁 --clause 8.3 --reason 记错了 --by H02", "2026-03-20 16:41", "H02"),
    _typed("contractor withdraw 3", "2026-03-20 16:42", "H02"),
    _typed("contractor confirm --month 2026-03 --by H01", "2026-03-31 17:00", "H01"),
    _typed("contractor reverse 2 --reason 当天请了假 --by H02", "2026-04-01 09:00", "H02"),
    _typed("contractor score 洁净保洁 --month 2026-03 --score 92 --by H01", "2026-04-01 09:05", "H01"),
    _typed("contractor score 洁净保洁 --month 2026-03 --score 90 --by H01 --remark 更正", "2026-04-01 09:06", "H01"),
)
# Hazards and an incident.
_DANGERS = (
    _typed(
        "hazard open 2栋1单元大堂 消防通道堆放杂物 --measures 当场清理 --reported-to 物业管理处 --by G02",
        "2026-03-19 09:00",
        "Q01",
    ),
    _typed("hazard open 1#电梯 机房配电箱冒烟 --level 重大 --by G01", "2026-03-19 09:05", "Q01"),
    _typed("hazard measures 2 断电停梯", "2026-03-19 09:10", "Q01"),
    _typed("hazard report 2 --to 物业管理处", "2026-03-19 09:15", "Q01"),
    _typed("hazard report 2 --to 项目负责人 --means 电话", "2026-03-19 09:16", "Q01"),
    _typed("hazard report 1 --to 物业管理处 --means 电话", "2026-03-19 09:17", "Q01"),
    _typed("undo --yes", "2026-03-19 09:18", "Q01"),
    _typed("incident open 1#电梯 两人被困 --at 9:10 --scene 安抚被困人员、停用电梯", "2026-03-19 09:20", "Q01"),
    _typed("incident tell 1 --post 物业助理 --at 9:12 --means 对讲", "2026-03-19 09:21", "Q01"),
    _typed("incident tell 1 --post 项目负责人 --at 9:20 --means 电话", "2026-03-19 09:22", "Q01"),
    _typed("incident tell 1 --post 物业助理 --at 9:14 --correct --reason 看错了时间", "2026-03-19 09:23", "Q01"),
    _typed("incident fill 1 --arrived 9:15 --rescued 9:40 --casualties 无 --loss 0", "2026-03-19 09:45", "Q01"),
    _typed("hazard plan 2 --owner E01 --plan 更换配电箱 --money 1200 --emergency-plan 停梯疏散", "2026-03-19 10:00"),
    _typed("hazard plan 1 --owner W02 --plan 装隔离桩 --money 300 --until 2026-03-25", "2026-03-19 10:05"),
    _typed("incident finish 1 --by W02 --outcome 电梯送检", "2026-03-19 10:20", "Q01"),
    _typed("hazard open 甲座101 阳台电线裸露 --level 较大 --by D01", "2026-03-19 11:00", "D01", project="DS"),
    _typed("incident close 1 --by K01 --reason 当时没有通知到工程部", "2026-03-19 11:00", "K01"),
    _typed("ticket detail YH-2026-0002 现场措施=断电停梯、拉警戒线", "2026-03-19 11:05", "Q01"),
    _typed("hazard finish 1", "2026-03-20 09:00", "W02"),
    _typed("hazard recheck 1 failed --by K01 --note 又堆上了", "2026-03-20 10:00", "K01"),
    _typed("hazard finish 1 --by W02 --plan 加装道桩 --money 120", "2026-03-23 09:00", "W02"),
    _typed("hazard recheck 1 passed --by K01 --note 通道畅通", "2026-03-23 10:00", "K01"),
)
# Supervision and merits.
_SUPERVISION = (
    _typed(
        "supervision add 消防通道堆放杂物 --place 2栋1单元大堂 --due 2026-03-21 --by K01", "2026-03-19 14:00", "K01"
    ),
    _typed("supervision add 台账未更新 --grid 01 --due 2026-03-20 --by S01", "2026-03-19 14:05", "S01"),
    _typed("supervision mend 1 --note 已张贴告知", "2026-03-20 09:30", "Q01"),
    _typed("supervision check 1 --by K01 --failed --note 又堆上了", "2026-03-20 09:40", "K01"),
    _typed("supervision mend 2 --note 已补", "2026-03-20 09:50", "Q01"),
    _typed("supervision check 2 --by S01", "2026-03-20 09:55", "S01"),
    _typed("supervision add 录错了 --grid 02 --due 2026-03-25 --by K01", "2026-03-20 09:56", "K01"),
    _typed("undo --yes", "2026-03-20 09:57", "K01"),
    _typed("merit account G02 --reason 通道两次未清理 --finding 1 --amount 50 --by K01", "2026-03-20 10:10", "K01"),
    _typed("merit commend G01 --reason 救助走失老人 --by L01", "2026-03-20 10:15", "L01"),
    _typed("merit commend G02 --reason 记错了人 --by L01", "2026-03-20 10:16", "L01"),
    _typed("undo --yes", "2026-03-20 10:17", "L01"),
)
# Weeks and months that end.
_MONTHS = (
    _typed("report issue weekly --week 上周 -o 定稿.xlsx", "2026-03-16 09:05"),
    _typed("report issue weekly --week 上周 -o 定稿.xlsx", "2026-03-23 09:30"),
    _typed("report issue weekly --week 2026-03-09 --reissue --reason 补录漏单 -o 定稿.xlsx", "2026-03-30 09:10"),
    _typed("fine judge 1 --amount 200 --payer W02 --reason 无故拖延 --signer S01", "2026-03-31 10:00", "S01", pins=PIN),
    _typed("fine compute --month 2026-03", "2026-04-02 09:00", "system"),
    _typed(
        "fine confirm --month 2026-03 --paper --signer L01 --paper-date 2026-04-02 --photo 签批单.jpg",
        "2026-04-02 10:00",
        "Q01",
    ),
    _typed("fine reverse 2 --reason 当天停电", "2026-04-02 10:05", "L01", pins=OTHER_PIN),
    _typed("fine compute --month 本月", "2026-04-30 09:00", "system", project="DS"),
)

OFFICE2 = sorted(
    (*_PEOPLE, *_GRIDS, *_REPAIRS, *_DESK, *_CONTRACTORS, *_DANGERS, *_SUPERVISION, *_MONTHS), key=attrgetter("at")
)
_SHOWN = (
    "report weekly --week 2026-03-09",
    "report weekly --week 2026-03-09 --version 1",
    "report weekly --week 2026-03-16",
    "report weekly --week 2026-03-23",  # which was not issued
    "ticket list --all --kind 全部",
    "ticket show 1",
    "ticket show 8",
    "ticket show 10",
    "ticket show BJ-2026-0001",
    "ticket show SQ-2026-0001",
    "ticket show YH-2026-0001",
    "ticket show SJ-2026-0001",
    "ticket stats --from 2026-03-01 --to 2026-04-30",
    "ticket plan list --all",
    "ticket log --staff G02 --date 2026-03-20",
    "ticket waiting",
    "hazard list --all",
    "incident list --all",
    "cleaning list --all",
    "request list --all",
    "reception list",
    "contractor show 洁净保洁",
    "contractor deductions --all",
    "contractor month 洁净保洁 --month 2026-03",
    "fine list",
    "gold list --all",
    "grid list",
    "grid list --on 2026-03-20",
    "grid plans 1",
    "grid plans 2",
    "place list",
    "staff list --all",
    "estate list",
    "resident list",
    "policy calendar show --year 2027",
    "supervision list --all",
    "merit list",
    "worklog list --staff G02 --date 2026-03-20",
)
ANSWERS2 = tuple(_typed(f"{words} --format json", "2026-04-30 10:00") for words in _SHOWN)
