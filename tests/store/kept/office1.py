"""What the office typed that version 1 kept: an estate, its people, and their repairs."""

from typing import NamedTuple


class Line(NamedTuple):
    """A command: its words, when it is typed (local), by whom, what it reads, the PINs at hand, and how it ends."""

    words: str
    at: str
    actor: str = "owner"
    stdin: str = ""
    pins: str = ""
    status: int = 0


STAFF = """工号,姓名,岗位,手机号,入职日期,备注
G01,林晓彤,客服管家,16000000001,2024-03-01,
G02,周雅琴,客服管家,16000000002,2024-03-01,"写着“引号""和\\反斜杠"
W01,胡建军,工程技工,16000000003,2023-05-06,𠮷字
W02,邓小军,工程技工,16000000004,,
Q01,陈芳,前台客服,16000000005,,
"""
ROOMS = """楼栋,单元,楼层,房号,建筑面积,房屋类型,房屋状态,X,Y
1栋,1单元,1,101,89.12,住宅,已入住,0,0
1栋,1单元,1,102,89.12,住宅,已入住,0,0
1栋,2单元,2,201,120,住宅,空置,0,0
2栋,1单元,1,101,75.5,住宅,已入住,60.5,-3
2栋,1单元,1,S01,40,商铺,已入住,60.5,-3
"""
PLACES = """名称,类型,楼栋,单元,位置,维保责任人
1#电梯,电梯,1栋,1单元,,通达电梯公司
大堂,,1栋,1单元,一层,林晓彤
大堂,,2栋,1单元,,
生活水泵房,水泵房,,,地下一层,胡建军
"""
GRIDS = """网格编号,网格名称,楼栋,单元,公共部位,网格负责人,起始日期
01,东网格,1栋,,生活水泵房,林晓彤,2026-01-01
02,西网格,2栋,1单元,,周雅琴,2026-01-01
"""
RESIDENTS = """楼栋,单元,房号,姓名,与户主关系,手机号,身份证号,性别,入住日期,备注
1栋,1单元,101,韦思远,业主,16100000001,99999919801231001X,男,2019-02-13,"老人, 需要=照看"
1栋,1单元,101,魏晨,配偶,16100000002,,女,,
2栋,1单元,101,邓诗涵,租客,,,,2025-10-01,
"""
MISTAKEN = "楼栋,单元,房号,姓名\n1栋,2单元,201,录错了\n"
TICKETS = """纸质单号,报修时间,报修方式,报修人,联系电话,地点,内容,接单人,接单时间,完成时间,验收人,验收时间
2600001,2026-02-24 09:10,电话,韦先生,16100000001,1栋1单元大堂,灯不亮,胡建军,2026-02-24 09:30,2026-02-25 16:00,林晓彤,2026-02-26 10:00
2600002,2026-02-27 10:00,巡查,,,生活水泵房,水管渗水,邓小军,2026-02-27 11:00,,,
2600003,2026-03-03 08:00,来访,,,1#电梯,抖动,胡建军,2026-03-03 08:40,2026-03-04,周雅琴,2026-03-04
"""
OFFICE1 = (
    Line("ledger init --code YH --name 云海花园 --company 示例物业 --live-from 2026-01-01", "2026-03-02 09:00"),
    Line("staff import - --apply", "2026-03-02 09:05", stdin=STAFF),
    Line("estate import - --apply", "2026-03-02 09:10", stdin=ROOMS),
    Line("place import - --apply", "2026-03-02 09:15", stdin=PLACES),
    Line("place add 儿童乐园 --alias 游乐场 --alias 滑梯 --location 中心花园", "2026-03-02 09:20"),
    Line("grid import - --apply", "2026-03-02 09:25", stdin=GRIDS),
    Line("grid add 02 --places 儿童乐园 --from 2026-03-02", "2026-03-02 09:27"),
    Line("resident import - --apply", "2026-03-02 09:30", "Q01", RESIDENTS),
    Line("resident import - --apply", "2026-03-02 09:35", "Q01", MISTAKEN),
    Line("undo --yes", "2026-03-02 09:36", "Q01"),
    Line("ticket import - --apply", "2026-03-05 10:00", "Q01", TICKETS),
    Line("ticket open 儿童乐园 滑梯松动 --reporter 邓女士 --phone 16100000003", "2026-03-05 11:00", "Q01"),
    Line("ticket dispatch 4 --to 邓小军", "2026-03-05 11:05", "Q01"),
    Line("ticket progress 4 --note 配件待料", "2026-03-05 15:00", "W02"),
    Line("ticket finish 4", "2026-03-06 09:00", "W02"),
    Line("ticket reject 4 --by 周雅琴 --reason 仍然松动", "2026-03-06 10:00", "G02"),
    Line("ticket finish 4", "2026-03-06 15:00", "W02"),
    Line("ticket verify 4", "2026-03-06 16:00", "G02"),
    Line("ticket open 2栋1单元大堂 门锁坏了", "2026-03-06 16:30", "Q01"),
    Line("ticket open 2栋1单元大堂 门锁坏了", "2026-03-06 16:31", "Q01"),
    Line("undo --yes", "2026-03-06 16:32", "Q01"),
    Line("ticket open 2栋1单元大堂 录重了", "2026-03-06 16:33", "Q01"),
    Line("ticket void 7 --reason 重复报修", "2026-03-06 16:35", "Q01"),
    Line("ticket reopen 1 --reason 又不亮了", "2026-03-06 17:00", "G01"),
    Line("report issue weekly --week 上周 -o 定稿.xlsx", "2026-03-09 09:00"),
    Line("project set --limit-days 12 --warn-days 8,10 --from 2026-04-01", "2026-03-09 09:30"),
    Line("resident show 1栋1单元101 --full --reason 上门核对", "2026-03-10 10:00", "Q01"),
    Line("staff depart W01 --on 2026-03-12", "2026-03-11 17:00"),
    Line("project add --code DS --name 东山里 --live-from 2026-04-01", "2026-03-12 09:00"),
    Line("project set --week-end 周四 --project DS", "2026-03-12 09:05"),
    Line("staff add D01 --name 罗东 --post 客服管家 --project DS", "2026-03-12 09:10"),
    Line("estate import - --apply --project DS", "2026-03-12 09:15", stdin="楼栋,单元,房号\n甲座,,101\n"),
    Line("grid add A --buildings 甲座 --from 2026-04-01 --project DS", "2026-03-12 09:20"),
    Line("ticket open 甲座101 外墙渗水 --project DS", "2026-03-12 09:25", "D01"),
    Line("project set YH --company 示例物业服务", "2026-03-12 09:30"),
)
REPORT = Line("report weekly --week 2026-03-02 --project YH --format json", "2026-03-12 10:00")
