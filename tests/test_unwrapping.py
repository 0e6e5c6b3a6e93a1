"""Lines that only a set width broke are joined; headings, lists and paragraphs are not."""

from etl.unwrapping import unwrapped

PARAGRAPH = (
    "2023年，嘉定区生物医药产业实现产值154.8亿元，同比增长15.5%。"
    "区里现有生物医药企业1200余家，其中规上企业98家，上市企业12家，从业人员超过3万人，产业园入驻率达到九成。"
    "今年以来，嘉定区签约生物医药项目18个，总投资50亿元，涉及疫苗、医疗器械和细胞治疗等领域，其中超十亿元项目2个。"
)


def broken(text, width):
    return [text[start : start + width] for start in range(0, len(text), width)]


def test_lines_of_one_width_are_one_paragraph():
    assert "".join(unwrapped(broken(PARAGRAPH, 20))) == PARAGRAPH
    assert len(unwrapped(broken(PARAGRAPH, 20))) < len(broken(PARAGRAPH, 20)) / 2


def test_a_figure_cut_in_two_is_whole_again():
    lines = broken(PARAGRAPH, 23)
    assert not any("154.8亿元" in line for line in lines)
    assert any("154.8亿元" in line for line in unwrapped(lines))


def test_a_blank_line_and_a_bullet_end_a_paragraph():
    lines = [*broken(PARAGRAPH[:60], 20), "", *broken(PARAGRAPH[60:120], 20), "（二）创新平台", "1、重点实验室"]
    joined = unwrapped(lines)
    assert "" in joined
    assert joined[-2:] == ["（二）创新平台", "1、重点实验室"]


def test_paragraphs_headings_and_lists_stay():
    paragraphs = ["嘉定生物医药再进一步", PARAGRAPH, "项目接连签约", PARAGRAPH[:80] + "。", PARAGRAPH[80:]]
    assert unwrapped(paragraphs) == paragraphs
    listed = ["规上企业：56家", "上市企业：9家", "高新技术企业：120家"]
    assert unwrapped(listed) == listed
    assert unwrapped([]) == []


def test_lines_as_wide_in_columns_are_one_paragraph_whatever_their_figures():
    lines = [
        "2009年, 全县医药行业完成销售收入131.14亿元, 同比增长26.43%。其中化学药品工",
        "业完成销售收入77.45亿元, 增长21.63%; 中药材及中成药工业共完成24.88亿元, 增长",
        "33.43%; 卫生材料工业完成19.67亿元, 增长40.23%; 医疗器械工业, 销售收入10.52亿",
        "元, 增长24.51%; 制药机械工业完成2.62亿元, 增幅倒有55.43%。全行业累计完成工",
        "业增加值43.81亿元, 增长28.95%。",
    ]
    assert unwrapped(lines) == ["".join(lines)]
