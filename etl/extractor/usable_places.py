"""Which places of a clause it may speak of: none of an event's venue, of an organisation's name, of a comparison."""

import re

from etl.extractor.clauses import Clause
from etl.extractor.lexicon import expressions
from etl.extractor.mentions.article_places import HELD_AT
from etl.extractor.mentions.gazetteer import COUNTRY, ancestors, lookup
from etl.extractor.mentions.listed_firms import begins_listed_firm
from etl.extractor.tokens import Token

EXPRESSIONS = expressions("usable_places")

# A place behind these is not the subject: where an event is held, what a figure is compared with.
OBJECT_BEFORE = EXPRESSIONS["object_before"]
WENT = re.compile(r"(?<![达受直做不提得感来])[到去](?:过|了)?$")  # 市里到北京开推介会
THERE = re.compile(
    r"[^，,。；;\d]{0,4}(?:开[^，,。；;、发工]{0,6}会|推介|招商|考察|取经|学习|路演|参展|参会|参加|办展|办会|举办|摆展|登门|敲门|请人|找|拜访|走访|调研)"
)
MEETING_IN = re.compile(r"(?:会|论坛|活动|仪式)(?:[^，,。；;]{0,2}(?:开|办|放|设|定|选))在$")  # 动员会开在武进
HELD = re.compile(r"(?:办|开|举办|组织|召开)[了过]$")
MEETINGS = re.compile(  # 办了杭州、深圳等专题招商会5场
    r"(?:、[^，,。；;、\d]{2,4}){0,5}(?:等地?)?[^，,。；;、]{0,6}(?:招商|推介|对接|洽谈|恳谈|路演)[^，,。；;、]{0,4}会"
)
TAKEN_AS_A_WHOLE = re.compile(r"(?:放|摆|搁)[在到进]$|[买卖][遍到]?$")  # 放在全国的盘子里, 买全国、卖全国
BEFORE_A_VENUE = frozenset("在于师到进去买卖遍过了")  # with which the words before a venue end
ORGANISATION = EXPRESSIONS["organisation"]
RANKED = EXPRESSIONS["ranked"]
RANKED_FIRST = frozenset(  # with which those begin that hold no 强 and begin with no digit
    "都也皆均很颇小大有闻知出著驰数叫少罕独一首前之靠居排挂的市、等客药投头各同先顶平总整列位第唯最将近约超逾二两三四五六七八九十百领率占全半."
)
EVENT_ENDS = re.compile(r"会|论坛|仪式|产业周|行(?:”|活动)")  # one of which is in each of these
EVENT_AT = re.compile(
    r"[^，,。；;、\n在举召办了过]{0,18}?(?:大会|论坛|峰会|博览会|推介会|[主分]会场|现场会|动员会|推进会|观摩会|开工仪式|产业周|年会|洽谈会|交易会|博士会|药交会|医博会|药博会)"
    r"|[^，,。；;、“”\n]{0,6}行(?:”|活动)"  # “中外企业四川行”
)
ALL_PROVINCES = re.compile(r"[、和]?(?:直辖市|市[）)])")  # 22个省（自治区、直辖市）
OF_THE_HOME_MARKET = re.compile(
    r"的?(?:有效|授权|发明){0,3}专利|的?(?:有|是|上市|注册|市场|患者|病人)|外|企业|药企|知名|未上市|尚未|空白|领先|同类|首|客商"
)
OF_THE_COUNTRY = re.compile(  # 全国重要的饮片生产基地, 全国增速最高
    r"重点|[首第前性]|政协|人大|百强|先进|(?:重要|主要|著名|知名|领先)"
    r"|(?:园区|增速|增幅|规模|数量|占比|产值|产量)(?:最|第一|领先|居首)"
)
MADE_ONE_OF_THE_COUNTRY = re.compile(r"(?:建成|建设成为?|建设|创建|争创|做成|迈向|[是为])$")
A_TITLE_OF_IT = re.compile(  # 建成全国医药工业基地
    r"[^，,。；;、\d]{0,14}(?:基地|高地|中心|集散地|[产强]区|强[市县省]|名[城都]|示范区|先行区|样板)(?![^，,。；;、的]{0,6}[\d一二两三四五六七八九十]+[家个])"
)
TITLE_OF_CHINA = re.compile(
    r"芯|智?造|品牌|速度|方案|驰名|名牌|名优|专利|质量|药典|医药工业百|民营企业|制造业|企业500|500强|百强|知名|著名"
)
PARKS_END = ("园", "区", "城", "港", "谷", "基地", "小镇")
LISTED_FIRM = re.compile(r"(?![市省区县州])[\u4e00-\u9fff]{2,6}(?=[、和及]|以及|等)")
NAME_OF_A_FIRM = re.compile(r"[\u4e00-\u9fff]{1,4}?(?=陆续|相继|先后|纷纷|双双|都|均|等|也|、|和|及|把|将)")
AND_OTHER_FIRMS = re.compile(
    r"等[\d一二两三四五六七八九十]{1,3}家|等(?:在内)?的?[^，,。；;、]{0,12}(?:企业|公司|药企|机构|项目|集团|单位|巨头|名企|总部|基地|平台|载体|院所|实验室|研究院|研究中心)"
)
# 亚飞（上海）医药: where a firm is registered, inside its name
IN_A_FIRMS_NAME = re.compile(
    r"[)）](?:(?:基地|示范区|中心|分院|试验区)|[^，,。；;、]{0,4}(?:基金|合伙|银行|证券|创投)|[^，,。；;、]{0,6}(?:有限|公司)|[^，,。；;、区园城谷]{0,4}(?:药业|制药|生物|医药|医疗|科技|集团|股份|基因|器械)(?!产业|医药|园|城))"
)
IN_BRACKETS = re.compile(r"[^\W区园城谷][(（]$")
COMPARED_TOO = re.compile(r"[较比][^，,。；;]{2,24}(?:[和与及、]|以及)$")  # 较全市和全国平均增幅分别高5个、7个百分点
BY_MUCH = re.compile(r"[^，,。；;]{0,16}?(?:高|低|快|慢|多|少)")
ASIDE_HOLDS = re.compile(r"[外牌拼把将]")  # one of which is in each of these
ASIDE = re.compile(  # 滨海的细胞谷之外，静海…; 甲基地、乙基地三块牌子; 甲片区、乙片区拼成; 江苏省把它列为
    r"(?:的[^，,。；;、]{1,8})?(?:之外|以外)\W?$"
    r"|(?:、[^，,。；;、]{2,14}){0,6}[一二两三四五六七八九十\d]{0,2}(?:[大个]|块)?(?:金字)?(?:招牌|牌子|片区)?(?:拼成|拼合|挂牌|牌子|金牌|招牌)"
    r"|[^，,。；;、]{0,14}?(?:把|将)(?:它|其|这里|该园|园区)"
)
A_RANK = re.compile(  # 历下区有济南市重点实验室14家
    r"级?(?:重点实验室|实验室|(?:临床|工程|产业)?(?:医学|技术|工程|产业|制造业|制造){0,4}(?:研究|创新)中心|工程实验室|(?:重点)?企业(?:技术中心|研究院|研发中心)"
    r"|(?:[（(][^）)]{1,8}[）)])?[^，,。；;、区市县有共新建的\d]{0,8}(?:(?:研究|创新)中心|重点实验室)"
    r"|公共(?:技术)?服务平台|(?:企业)?(?:院士|博士后|研究生|专家)工作站|创新(?:平台|团队)|领军人才|双创(?:人才|团队)|[“”]?(?:[千万百]人|双[创百])计划"
    r"|新型研发|博士后|院士|工业设计中心|[“”]?专精特新|高新技术企业|[“”]?(?:瞪羚|小巨人|科技小巨人|独角兽|准独角兽)|(?:制造业)?单项冠军|隐形冠军|众创空间|(?:科技)?(?:企业)?孵化器|创新型中小)"
)
HAS_THERE = re.compile(
    r"(?:各地|范围内|市场)?(?:布局|布|建|设|开|铺|拥有)(?:了|有|成|立|起|出)*[\d一二两三四五六七八九十数近超]"
)
LOOKED_AT = re.compile(r"(?:全[市省区县国])?[来去]?看")  # 放到苏州全市看
BUYS = re.compile(  # of goods: 张江拿走5个 is its share of those approved
    r"(?:方面|市场)?(?:就|又|也|还|则|各|共|分别)?(?:买|拿|要|接|订|进)(?:走|去)了?"
    r"(?=[约近超]?\d)(?![约近超]?\d+[多余]?[个家项张席])"
)
BUYS_FIRST = frozenset("方市就又也还则各共分买拿要接订进")
EXPORTED = re.compile(r"(?:出口|外销|[销卖运发])(?:往|到|至|给|向)了?$")
EXPORTED_ENDS = tuple("往到至给向了")
SOLD_TO = re.compile(r"(?:[、和与及][\u4e00-\u9fff]{2,4}){0,4}(?:等地?)?(?:地区|市场|方向)?的?(?:出口|外销)")
CARRIED = re.compile(r"(?:从而|进而|[并也可]|直接|有力|有效){0,3}(?:辐射)?(?:带动|拉动|撬动)[了着起]?(?:整个)?")
# 以济南宏济堂为龙头: a firm's name
HEADED_BY = re.compile(r"[以、](?:“)?$")
AS_ITS_HEAD = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:、[\u4e00-\u9fff]{2,10}){0,4}(?:等[^，,。；;、\d]{0,8})?”?为(?:主要|重要)?(?:龙头|代表|骨干|引领|领军|链主)"
)
NEXT_TO = 2  # characters between a region and what it is famous for (恩施紫油厚朴)
BRAND_ENDS = re.compile(r"[^，,。；;、“”]{0,2}”")
INCLUDED = ("（含", "（不含", "(含", "(不含", "（包括", "（不包括")  # 浙江省（不含宁波市）
NO_MORE_INSIDE = re.compile(r"[^）)\d]{0,24}[）)]")
NAME_GOES_ON = tuple("·•⋅‧・")
FIRST_IS = re.compile(  # 规模最大的是南昌市, 营收前三位是菏泽市
    r"(?:(?:最[大高多强快]|第一|居首|领先|领头|排名?首位?|[居靠]前|前列)的|前[三四五六十\d](?:位|强|名)?的?)"
    r"(?:就|还|仍|仍然|分别|依次)?是$"
)


def usable_places(clause: Clause) -> list[Token]:
    """The places of a clause that it may speak of; a place beside one that it may not speak of is none either."""
    judged: dict[int, tuple[Token, bool]] = {}  # where a place ends -> the place, and whether it is usable
    for token in clause.of("place"):
        verdict = _usable(clause, token, judged)
        judged.setdefault(token.end, (token, verdict))
    return [token for token, usable in judged.values() if usable]


def _usable(clause: Clause, token: Token, judged: dict[int, tuple[Token, bool]]) -> bool:
    place = token.value
    if place.role in ("name", "world") or place.adcode is None:
        return False
    head = clause.text[: token.start - clause.start]
    tail = clause.text[token.end - clause.start :]
    beside = judged.get(token.start)
    if beside is None and head.endswith(("、", "和")):
        beside = judged.get(token.start - 1)
    if place.role == "back" and beside is not None and beside[0].end == token.start and beside[0].value.role == "place":
        return False  # 通辽全市 is 通辽
    if (
        head.endswith("是")
        and not FIRST_IS.search(head)
        and (token.start - 1 in judged or (place.zone is None and any(verdict for _, verdict in judged.values())))
    ):
        return False  # 嘉定区是上海的医药重镇: of the first
    if beside is not None and beside[0].value.role == "place" and not beside[1]:
        return False
    if tail[:1] in NAME_GOES_ON and any(t.start == token.end + 1 for t in clause.of("place")):
        return False  # 北京·沧州渤海新区: of the second
    name = clause.words(token)
    if name in ("全国", "国内", "我国") and _ranked_in_the_country(head, tail):
        return False
    if name == "国家" or (name == "国内" and OF_THE_HOME_MARKET.match(tail)):
        return False
    if place.role == "place" and head.endswith(("集团", "公司")):
        return False  # 国药集团中国生物: inside a firm's name
    if name == "自治区" and ALL_PROVINCES.match(tail):
        return False
    if name == "中国" and TITLE_OF_CHINA.match(tail):
        return False
    if _begins_listed_firm(clause, token, tail) or _begins_a_name_in_a_list(clause, token, head):
        return False
    if head.endswith("“") and clause.text[len(head) :].startswith("中国"):
        return False
    if head.endswith("其") and clause.text[len(head) :].startswith("中国"):
        return False
    if (
        tail.startswith((")", "）"))
        and IN_A_FIRMS_NAME.match(tail)
        and IN_BRACKETS.search(head)
        and not any(t.end == token.start - 1 for t in clause.of("place"))
    ):
        return False
    if place.zone is None and EVENT_ENDS.search(tail) and EVENT_AT.match(tail):
        return False
    if head.endswith("来自") and not tail.strip("。！？ \n") and place.role == "place":
        return True
    if head.endswith(INCLUDED) and NO_MORE_INSIDE.match(tail):
        return False
    quoted = head[: head.rfind("“")] if "“" in head and head.rfind("“") > head.rfind("”") else head
    if place.role == "place" and place.zone is None and _names_a_product(clause, token, judged):
        return False
    if head.endswith(("以", "、", "“")) and _is_a_head_firms(clause, token, head, tail):
        return False
    if "动" in head and CARRIED.fullmatch(head) and _is_measured(clause, token):
        return True  # 某园产值150亿元，带动四川省生物医药产业产值突破1200亿元
    if (
        OBJECT_BEFORE.search(head[-6:])
        or (may_be_ranked(tail) and RANKED.match(tail))
        or (ASIDE_HOLDS.search(tail) and ASIDE.match(tail))
        or (quoted != head and OBJECT_BEFORE.search(quoted[-6:]))
    ):
        return False
    if (
        place.role == "place"
        and place.zone is None
        and _names_organisation(clause, token)
        and not tail.startswith(("市", "区", "县", "省", "政府", "人民"))
    ):
        return False
    if place.zone is None and _told_of_a_part(clause, place.adcode, judged) and A_RANK.match(tail):
        return False
    if name in ("全国", "国内") and head.endswith("在") and HAS_THERE.match(tail):
        return False  # 在全国建了40家实验室
    if (
        (tail[:1] in BUYS_FIRST and BUYS.match(tail))
        or (head.endswith(EXPORTED_ENDS) and EXPORTED.search(head))
        or (head.endswith(("对", "向")) and SOLD_TO.match(tail))
    ):
        return False
    if head.endswith(("和", "与", "及", "、")) and COMPARED_TOO.search(head) and BY_MUCH.match(tail):
        return False
    if place.zone is not None:
        head = _before_its_region(head, place.adcode)
    return head[-1:] not in BEFORE_A_VENUE or not _a_venue(head, tail, place.zone)


def may_be_ranked(tail: str) -> bool:
    """Whether RANKED may match the words behind a place: a quick look."""
    return tail[:1] in RANKED_FIRST or "强" in tail or tail[:1].isdecimal()


def _is_measured(clause: Clause, token: Token) -> bool:
    """Whether a clause tells a figure with its measure behind a place."""
    measures = clause.after(token.end, "statistic")
    return bool(measures) and bool(clause.after(measures[0].end, "amount", "rate"))


def _ranked_in_the_country(head: str, tail: str) -> bool:
    """Whether 全国 only ranks what a clause speaks of: 全国知名, 建成全国医药工业基地."""
    if OF_THE_COUNTRY.match(tail):
        return True
    return MADE_ONE_OF_THE_COUNTRY.search(head[-4:]) is not None and A_TITLE_OF_IT.match(tail) is not None


def _told_of_a_part(clause: Clause, adcode: str, judged: dict[int, tuple[Token, bool]]) -> bool:
    """Whether a clause speaks so far of a part of a region."""
    told = _told_so_far(clause, judged)
    return told is not None and told != adcode and adcode in ancestors(told)


def _told_so_far(clause: Clause, judged: dict[int, tuple[Token, bool]]) -> str | None:
    """The region of which a clause speaks so far."""
    named: list[str] = [token.value.adcode for token, usable in judged.values() if usable]
    return named[-1] if named else clause.place_in.adcode if clause.place_in is not None else None


def _names_a_product(clause: Clause, token: Token, judged: dict[int, tuple[Token, bool]]) -> bool:
    """Whether a region's name begins a product's, told of another region: 金寨县霍山石斛, “岷县当归”."""
    quoted = clause.text.startswith("“", token.start - clause.start - 1)
    if not quoted and token.start not in judged:
        return False
    herb = next((t for t in clause.of("industry") if 0 <= t.start - token.end <= NEXT_TO), None)
    if herb is None or herb.value.code != "tcm":
        return False
    if quoted and not BRAND_ENDS.match(clause.text, herb.end - clause.start):
        return False
    told = _told_so_far(clause, judged)
    return told is not None and told not in (token.value.adcode, COUNTRY) and told not in ancestors(token.value.adcode)


def _is_a_head_firms(clause: Clause, token: Token, head: str, tail: str) -> bool:
    """Whether a region's name begins that of a firm that others follow: 以济南宏济堂为龙头."""
    if token.rule != "short name" and clause.words(token)[-1] in "省市区县州":
        return False
    if not HEADED_BY.search(head) or "以" not in head or not AS_ITS_HEAD.match(tail):
        return False
    return not any(t.start == token.end for t in clause.of("industry", "place", "kind"))


def _before_its_region(head: str, adcode: str) -> str:
    """The words before a park without the name of the region around it: 在上海|张江."""
    for code in ancestors(adcode):
        region = lookup(code)
        for name in (region.name, region.short_name):
            if head.endswith(name):
                return head[: -len(name)]
    return head


def _a_venue(head: str, tail: str, zone: str | None) -> bool:
    """Whether a place is only where something is held, where one went, or what a figure is set against."""
    if zone is None and TAKEN_AS_A_WHOLE.search(head[-4:]) and not LOOKED_AT.match(tail):
        return True
    if head.endswith(("在", "于", "移师")) and (HELD_AT.match(tail) or MEETING_IN.search(head)):
        return True
    if HELD.search(head[-4:]) and MEETINGS.match(tail):
        return True
    return WENT.search(head[-4:]) is not None and THERE.match(tail) is not None


def _begins_listed_firm(clause: Clause, token: Token, tail: str) -> bool:
    """Whether a short name begins a firm's in a list of firms: 引进北京某某制药、深圳某某基因等企业."""
    if token.value.zone is not None and token.value.zone.endswith(PARKS_END):
        return False  # 医药产业园已落户步长、康惠等药企
    name = LISTED_FIRM.match(tail) if "等" in tail else None
    if name is None or not AND_OTHER_FIRMS.search(tail):
        return False
    start, end = token.end, token.end + name.end()
    inside = [t for t in clause.tokens if t.start < end and t.end > start and t.kind in ("place", "industry", "kind")]
    if any(t.start == start and t.end == end for t in inside):  # 安徽亳州医药, but beside 内蒙古鸿茅医药
        others = (t for t in clause.of("place") if t is not token)
        return any(begins_listed_firm(clause.text, t.end - clause.start) for t in others)
    return not any(t.kind == "place" for t in inside)


def _begins_a_name_in_a_list(clause: Clause, token: Token, head: str) -> bool:
    """Whether a short name begins the last name of a list that names no region: 昆药、盘龙云海陆续搬来."""
    if token.rule != "short name" or not head.endswith("、"):
        return False
    name = NAME_OF_A_FIRM.match(clause.text, token.end - clause.start)
    if name is None:
        return False
    end = clause.start + name.end()
    known = any(t.start < end and t.end > token.end for t in clause.tokens)
    return not known and not any(t.value.role == "place" and t is not token for t in clause.of("place"))


def _names_organisation(clause: Clause, token: Token) -> bool:
    """Whether a place's name goes on to be an organisation's (上海某某医院), no other place between."""
    match = ORGANISATION.match(clause.text, token.end - clause.start)
    if match is None:
        return False
    return not any(token.end <= t.start < clause.start + match.end() for t in clause.of("place"))
