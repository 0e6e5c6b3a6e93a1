-- The contract between etl/ and dashboard/, and the data dictionary: every column says what it means.
-- Definitions follow tests/gold/GUIDE.md. Money is in yuan, rates are fractions, dates are inclusive.

-- One row for each code of the industry tree (etl/extractor/lexicon/industries.yaml).
CREATE TABLE industries (
    industry VARCHAR NOT NULL PRIMARY KEY,
    name_zh  VARCHAR NOT NULL,
    name_en  VARCHAR NOT NULL,
    parent   VARCHAR,
    ordinal  INTEGER NOT NULL
);
COMMENT ON TABLE industries IS '产业代码表：生命健康及其下级';
COMMENT ON COLUMN industries.industry IS '产业代码，如 biomedicine';
COMMENT ON COLUMN industries.name_zh IS '中文名';
COMMENT ON COLUMN industries.name_en IS '英文名';
COMMENT ON COLUMN industries.parent IS '上级产业代码；生命健康没有上级';
COMMENT ON COLUMN industries.ordinal IS '在表中的次序，从 0 起，上级在下级之前';

-- One row for each region of the gazetteer (data/regions.csv), the country included.
CREATE TABLE regions (
    adcode     VARCHAR NOT NULL PRIMARY KEY CHECK (regexp_full_match(adcode, '[0-9]{6}')),
    name       VARCHAR NOT NULL,
    short_name VARCHAR NOT NULL,
    full_name  VARCHAR NOT NULL,
    level      VARCHAR NOT NULL CHECK (level IN ('country', 'province', 'city', 'county')),
    parent     VARCHAR,
    province   VARCHAR,
    city       VARCHAR,
    lon        DOUBLE,
    lat        DOUBLE,
    map_adcode VARCHAR,
    status     VARCHAR NOT NULL,
    pinyin     VARCHAR NOT NULL
);
COMMENT ON TABLE regions IS '行政区划：全国、省、市、县，现行代码与已撤销代码';
COMMENT ON COLUMN regions.adcode IS '六位行政区划代码（GB/T 2260）；100000 为全国';
COMMENT ON COLUMN regions.name IS '名称，如 嘉定区';
COMMENT ON COLUMN regions.short_name IS '简称，如 嘉定';
COMMENT ON COLUMN regions.full_name IS '带上级的全称，如 上海市嘉定区';
COMMENT ON COLUMN regions.level IS '级别：country 全国，province 省，city 市，county 县';
COMMENT ON COLUMN regions.parent IS '上级代码；全国没有上级';
COMMENT ON COLUMN regions.province IS '所属省级代码；全国为空';
COMMENT ON COLUMN regions.city IS '所属地级代码；省级、直辖市的区为空';
COMMENT ON COLUMN regions.lon IS '标注点经度，度';
COMMENT ON COLUMN regions.lat IS '标注点纬度，度';
COMMENT ON COLUMN regions.map_adcode IS '绘图所用代码；没有多边形时为空';
COMMENT ON COLUMN regions.status IS '现行 current，或其他（见 data/README.md）';
COMMENT ON COLUMN regions.pinyin IS '简称的拼音与首字母，供检索，如 jiading jd';

-- One row for each article that was read, or source that a spreadsheet's row cites.
CREATE TABLE articles (
    article_id   VARCHAR NOT NULL PRIMARY KEY,
    source_path  VARCHAR NOT NULL,
    title        VARCHAR,
    publisher    VARCHAR,
    published_on DATE,
    url          VARCHAR,
    content      VARCHAR
);
COMMENT ON TABLE articles IS '文章：读入的新闻，或表格所引的来源';
COMMENT ON COLUMN articles.article_id IS '文章编号；同一文章重读不变';
COMMENT ON COLUMN articles.source_path IS '来源文件，以原文件名结尾';
COMMENT ON COLUMN articles.title IS '标题';
COMMENT ON COLUMN articles.publisher IS '发布者';
COMMENT ON COLUMN articles.published_on IS '文章日期：电头，其次页面时间或元数据，再次正文前后的日期';
COMMENT ON COLUMN articles.url IS '网址';
COMMENT ON COLUMN articles.content IS '正文，简体；表格所引来源为空';

-- One row for each money figure of an industry that an article states.
CREATE TABLE output_values (
    fact_id       VARCHAR NOT NULL PRIMARY KEY,
    article_id    VARCHAR NOT NULL REFERENCES articles,
    adcode        VARCHAR NOT NULL REFERENCES regions,
    zone          VARCHAR,
    industry      VARCHAR REFERENCES industries,
    industry_text VARCHAR,
    statistic     VARCHAR NOT NULL CHECK (statistic IN ('output', 'scale', 'revenue', 'added_value', 'profit', 'exports')),
    value_yuan    DECIMAL(20, 2) NOT NULL CHECK (value_yuan >= 0),
    qualifier     VARCHAR NOT NULL CHECK (qualifier IN ('exact', 'over', 'nearly', 'about')),
    status        VARCHAR NOT NULL CHECK (status IN ('actual', 'estimate', 'target')),
    period_start  DATE NOT NULL,
    period_end    DATE NOT NULL,
    quote         VARCHAR NOT NULL CHECK (quote <> ''),
    char_start    INTEGER CHECK (char_start >= 0),
    char_end      INTEGER CHECK (char_end > char_start),
    rule          VARCHAR NOT NULL,
    CHECK (period_start <= period_end),
    CHECK ((char_start IS NULL) = (char_end IS NULL))
);
COMMENT ON TABLE output_values IS '产值、规模、营收、增加值、利润、出口';
COMMENT ON COLUMN output_values.fact_id IS '事实编号；同一文章重读不变';
COMMENT ON COLUMN output_values.article_id IS '所出文章';
COMMENT ON COLUMN output_values.adcode IS '数字所属地区：文中说到县写县，否则市，否则省；100000 为全国；园区用所在县市的代码';
COMMENT ON COLUMN output_values.zone IS '园区或新区名；不是园区的数字为空';
COMMENT ON COLUMN output_values.industry IS '产业代码，见 industries；文中未点明为空';
COMMENT ON COLUMN output_values.industry_text IS '文中的产业名，不带 产业、行业、领域、企业';
COMMENT ON COLUMN output_values.statistic IS '口径：output 产值，scale 规模，revenue 营收，added_value 增加值，profit 利润，exports 出口';
COMMENT ON COLUMN output_values.value_yuan IS '单位元：154.8亿元 为 15480000000';
COMMENT ON COLUMN output_values.qualifier IS 'exact 确数，over 超，nearly 近，about 约';
COMMENT ON COLUMN output_values.status IS 'actual 实际，estimate 预计（当年或往年），target 目标';
COMMENT ON COLUMN output_values.period_start IS '时期首日（含）';
COMMENT ON COLUMN output_values.period_end IS '时期末日（含）';
COMMENT ON COLUMN output_values.quote IS '含数字与单位的最短原文；签约为第一个数字到最后一个单位，或含各方与动词的小句；表格为所印数字';
COMMENT ON COLUMN output_values.char_start IS 'quote 在 content 中的起点（字符，含）；表格为空';
COMMENT ON COLUMN output_values.char_end IS 'quote 在 content 中的终点（字符，不含）；表格为空';
COMMENT ON COLUMN output_values.rule IS '得出此事实的规则；表格为 spreadsheet';

-- One row for each growth rate of such a figure or of a count.
CREATE TABLE growth_rates (
    fact_id       VARCHAR NOT NULL PRIMARY KEY,
    article_id    VARCHAR NOT NULL REFERENCES articles,
    adcode        VARCHAR NOT NULL REFERENCES regions,
    zone          VARCHAR,
    industry      VARCHAR REFERENCES industries,
    industry_text VARCHAR,
    statistic     VARCHAR NOT NULL CHECK (statistic IN ('output', 'scale', 'revenue', 'added_value', 'profit', 'exports', 'count')),
    rate          DECIMAL(12, 6) NOT NULL CHECK (rate >= -1),
    basis         VARCHAR NOT NULL CHECK (basis IN ('yoy', 'average', 'total')),
    qualifier     VARCHAR NOT NULL CHECK (qualifier IN ('exact', 'over', 'nearly', 'about')),
    status        VARCHAR NOT NULL CHECK (status IN ('actual', 'estimate', 'target')),
    period_start  DATE NOT NULL,
    period_end    DATE NOT NULL,
    quote         VARCHAR NOT NULL CHECK (quote <> ''),
    char_start    INTEGER CHECK (char_start >= 0),
    char_end      INTEGER CHECK (char_end > char_start),
    rule          VARCHAR NOT NULL,
    CHECK (period_start <= period_end),
    CHECK ((char_start IS NULL) = (char_end IS NULL))
);
COMMENT ON TABLE growth_rates IS '增速';
COMMENT ON COLUMN growth_rates.fact_id IS '事实编号；同一文章重读不变';
COMMENT ON COLUMN growth_rates.article_id IS '所出文章';
COMMENT ON COLUMN growth_rates.adcode IS '数字所属地区：文中说到县写县，否则市，否则省；100000 为全国；园区用所在县市的代码';
COMMENT ON COLUMN growth_rates.zone IS '园区或新区名；不是园区的数字为空';
COMMENT ON COLUMN growth_rates.industry IS '产业代码，见 industries；文中未点明为空';
COMMENT ON COLUMN growth_rates.industry_text IS '文中的产业名，不带 产业、行业、领域、企业';
COMMENT ON COLUMN growth_rates.statistic IS '何者增长：同 output_values.statistic；count 为企业等数量';
COMMENT ON COLUMN growth_rates.rate IS '增速，小数：15.5% 为 0.155，下降为负，翻番为 1，增长两倍为 2';
COMMENT ON COLUMN growth_rates.basis IS 'yoy 同比，average 年均，total 与基年相比的累计';
COMMENT ON COLUMN growth_rates.qualifier IS 'exact 确数，over 超，nearly 近，about 约';
COMMENT ON COLUMN growth_rates.status IS 'actual 实际，estimate 预计（当年或往年），target 目标';
COMMENT ON COLUMN growth_rates.period_start IS '时期首日（含）';
COMMENT ON COLUMN growth_rates.period_end IS '时期末日（含）';
COMMENT ON COLUMN growth_rates.quote IS '含数字与单位的最短原文；签约为第一个数字到最后一个单位，或含各方与动词的小句；表格为所印数字';
COMMENT ON COLUMN growth_rates.char_start IS 'quote 在 content 中的起点（字符，含）；表格为空';
COMMENT ON COLUMN growth_rates.char_end IS 'quote 在 content 中的终点（字符，不含）；表格为空';
COMMENT ON COLUMN growth_rates.rule IS '得出此事实的规则；表格为 spreadsheet';

-- One row for each event at which projects or agreements were signed.
CREATE TABLE signings (
    fact_id          VARCHAR NOT NULL PRIMARY KEY,
    article_id       VARCHAR NOT NULL REFERENCES articles,
    adcode           VARCHAR NOT NULL REFERENCES regions,
    zone             VARCHAR,
    industry         VARCHAR REFERENCES industries,
    industry_text    VARCHAR,
    signed_on        DATE NOT NULL,
    kind             VARCHAR NOT NULL CHECK (kind IN ('projects', 'agreement')),
    project_count    INTEGER CHECK (project_count > 0),
    count_qualifier  VARCHAR CHECK (count_qualifier IN ('exact', 'over', 'nearly', 'about')),
    amount_yuan      DECIMAL(20, 2) CHECK (amount_yuan >= 0),
    amount_qualifier VARCHAR CHECK (amount_qualifier IN ('exact', 'over', 'nearly', 'about')),
    event            VARCHAR,
    parties          VARCHAR,
    quote            VARCHAR NOT NULL CHECK (quote <> ''),
    char_start       INTEGER CHECK (char_start >= 0),
    char_end         INTEGER CHECK (char_end > char_start),
    rule             VARCHAR NOT NULL,
    CHECK ((project_count IS NULL) = (count_qualifier IS NULL)),
    CHECK ((amount_yuan IS NULL) = (amount_qualifier IS NULL)),
    CHECK ((char_start IS NULL) = (char_end IS NULL))
);
COMMENT ON TABLE signings IS '签约：项目或协议';
COMMENT ON COLUMN signings.fact_id IS '事实编号；同一文章重读不变';
COMMENT ON COLUMN signings.article_id IS '所出文章';
COMMENT ON COLUMN signings.adcode IS '数字所属地区：文中说到县写县，否则市，否则省；100000 为全国；园区用所在县市的代码';
COMMENT ON COLUMN signings.zone IS '园区或新区名；不是园区的数字为空';
COMMENT ON COLUMN signings.industry IS '产业代码，见 industries；文中未点明为空';
COMMENT ON COLUMN signings.industry_text IS '文中的产业名，不带 产业、行业、领域、企业';
COMMENT ON COLUMN signings.signed_on IS '签约日；只知年月或时段时为其首日';
COMMENT ON COLUMN signings.kind IS 'projects 招商、产业化、投资项目，agreement 战略合作、框架、共建协议';
COMMENT ON COLUMN signings.project_count IS '项目或协议数；单个具名者为 1；未说为空';
COMMENT ON COLUMN signings.count_qualifier IS '个数的限定：同 output_values.qualifier；无个数为空';
COMMENT ON COLUMN signings.amount_yuan IS '总投资或协议额，元；未说为空';
COMMENT ON COLUMN signings.amount_qualifier IS '金额的限定：同 output_values.qualifier；无金额为空';
COMMENT ON COLUMN signings.event IS '活动名，如 2022嘉定精准医学产业发展大会；未说为空';
COMMENT ON COLUMN signings.parties IS '签约各方，顿号分隔；未说为空';
COMMENT ON COLUMN signings.quote IS '含数字与单位的最短原文；签约为第一个数字到最后一个单位，或含各方与动词的小句；表格为所印数字';
COMMENT ON COLUMN signings.char_start IS 'quote 在 content 中的起点（字符，含）；表格为空';
COMMENT ON COLUMN signings.char_end IS 'quote 在 content 中的终点（字符，不含）；表格为空';
COMMENT ON COLUMN signings.rule IS '得出此事实的规则；表格为 spreadsheet';

-- One row for each count of companies, platforms, approvals, employees and the like.
CREATE TABLE entity_counts (
    fact_id       VARCHAR NOT NULL PRIMARY KEY,
    article_id    VARCHAR NOT NULL REFERENCES articles,
    adcode        VARCHAR NOT NULL REFERENCES regions,
    zone          VARCHAR,
    industry      VARCHAR REFERENCES industries,
    industry_text VARCHAR,
    kind          VARCHAR NOT NULL CHECK (kind IN ('companies', 'companies_above_scale', 'companies_listed', 'little_giants', 'high_tech_companies', 'unicorns', 'platforms', 'institutes', 'hospitals', 'patents', 'approvals', 'employees')),
    value         BIGINT NOT NULL CHECK (value >= 0),
    qualifier     VARCHAR NOT NULL CHECK (qualifier IN ('exact', 'over', 'nearly', 'about')),
    change        VARCHAR NOT NULL CHECK (change IN ('stock', 'new')),
    status        VARCHAR NOT NULL CHECK (status IN ('actual', 'estimate', 'target')),
    period_start  DATE NOT NULL,
    period_end    DATE NOT NULL,
    quote         VARCHAR NOT NULL CHECK (quote <> ''),
    char_start    INTEGER CHECK (char_start >= 0),
    char_end      INTEGER CHECK (char_end > char_start),
    rule          VARCHAR NOT NULL,
    CHECK (period_start <= period_end),
    CHECK ((char_start IS NULL) = (char_end IS NULL)),
    CHECK (change = 'new' OR period_start = period_end)
);
COMMENT ON TABLE entity_counts IS '企业、平台、获批产品、从业人员等数量';
COMMENT ON COLUMN entity_counts.fact_id IS '事实编号；同一文章重读不变';
COMMENT ON COLUMN entity_counts.article_id IS '所出文章';
COMMENT ON COLUMN entity_counts.adcode IS '数字所属地区：文中说到县写县，否则市，否则省；100000 为全国；园区用所在县市的代码';
COMMENT ON COLUMN entity_counts.zone IS '园区或新区名；不是园区的数字为空';
COMMENT ON COLUMN entity_counts.industry IS '产业代码，见 industries；文中未点明为空';
COMMENT ON COLUMN entity_counts.industry_text IS '文中的产业名，不带 产业、行业、领域、企业';
COMMENT ON COLUMN entity_counts.kind IS '何物：companies 企业，companies_above_scale 规上企业，companies_listed 上市公司，little_giants 专精特新小巨人，high_tech_companies 高新技术企业，unicorns 独角兽，platforms 创新平台，institutes 研究院所，hospitals 医院，patents 专利，approvals 获批药械，employees 从业人员';
COMMENT ON COLUMN entity_counts.value IS '个数';
COMMENT ON COLUMN entity_counts.qualifier IS 'exact 确数，over 超，nearly 近，about 约';
COMMENT ON COLUMN entity_counts.change IS 'stock 存量，new 新增或一段时期内的计数';
COMMENT ON COLUMN entity_counts.status IS 'actual 实际，estimate 预计（当年或往年），target 目标';
COMMENT ON COLUMN entity_counts.period_start IS '新增：时期首日；存量：与 period_end 同';
COMMENT ON COLUMN entity_counts.period_end IS '新增：时期末日；存量：截至之日';
COMMENT ON COLUMN entity_counts.quote IS '含数字与单位的最短原文；签约为第一个数字到最后一个单位，或含各方与动词的小句；表格为所印数字';
COMMENT ON COLUMN entity_counts.char_start IS 'quote 在 content 中的起点（字符，含）；表格为空';
COMMENT ON COLUMN entity_counts.char_end IS 'quote 在 content 中的终点（字符，不含）；表格为空';
COMMENT ON COLUMN entity_counts.rule IS '得出此事实的规则；表格为 spreadsheet';
