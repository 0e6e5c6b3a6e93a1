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

-- One row for each file that the build looked at: what it held, and who read it.
CREATE TABLE files (
    path              VARCHAR NOT NULL PRIMARY KEY,
    bytes             BIGINT NOT NULL CHECK (bytes >= 0),
    sha256            VARCHAR CHECK (length(sha256) = 64),
    extractor_version VARCHAR NOT NULL
);
COMMENT ON TABLE files IS '读入的文件；内容与程序都未变者，下次不再读';
COMMENT ON COLUMN files.path IS '路径：在项目内者从项目根起，否则如所给';
COMMENT ON COLUMN files.bytes IS '字节数';
COMMENT ON COLUMN files.sha256 IS '内容的 SHA-256；打不开的文件为空';
COMMENT ON COLUMN files.extractor_version IS '所用抽取程序的版本与摘要';

-- One row for each article that a file holds or cites.
CREATE TABLE readings (
    path       VARCHAR NOT NULL REFERENCES files,
    ordinal    INTEGER NOT NULL CHECK (ordinal >= 0),
    article_id VARCHAR NOT NULL,
    kept       BOOLEAN NOT NULL,
    PRIMARY KEY (path, article_id)
);
COMMENT ON TABLE readings IS '哪个文件含有或引用哪篇文章';
COMMENT ON COLUMN readings.path IS '文件，见 files';
COMMENT ON COLUMN readings.ordinal IS '在文件中的次序，从 0 起';
COMMENT ON COLUMN readings.article_id IS '文章编号';
COMMENT ON COLUMN readings.kept IS '真：文章取自此文件；假：另一文件（路径在前）已有同一文章';

-- One row for each file, article, row or figure that could not be taken.
CREATE TABLE refusals (
    path    VARCHAR NOT NULL REFERENCES files,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    reason  VARCHAR NOT NULL,
    PRIMARY KEY (path, ordinal)
);
COMMENT ON TABLE refusals IS '未能读入者及其原因';
COMMENT ON COLUMN refusals.path IS '文件，见 files';
COMMENT ON COLUMN refusals.ordinal IS '在文件中的次序，从 0 起';
COMMENT ON COLUMN refusals.reason IS '一行说明：何处、何故、如何处理';

-- One row for each row of a spreadsheet that became a fact.
CREATE TABLE spreadsheet_rows (
    path    VARCHAR NOT NULL REFERENCES files,
    row     INTEGER NOT NULL CHECK (row >= 1),
    fact_id VARCHAR NOT NULL
);
COMMENT ON TABLE spreadsheet_rows IS '事实出自表格的哪一行';
COMMENT ON COLUMN spreadsheet_rows.path IS '文件，见 files';
COMMENT ON COLUMN spreadsheet_rows.row IS '行号，如表格软件所示，表头为第 1 行';
COMMENT ON COLUMN spreadsheet_rows.fact_id IS '事实编号';

-- One row for each cell: what claims of several articles are about (etl/reconcile.sql says how one value is chosen).
CREATE TABLE cells (
    cell_id       VARCHAR NOT NULL PRIMARY KEY,
    subject_id    VARCHAR NOT NULL,
    adcode        VARCHAR NOT NULL,
    zone          VARCHAR,
    industry      VARCHAR,
    scope         VARCHAR NOT NULL,
    coverage      VARCHAR NOT NULL CHECK (coverage IN ('all', 'above_scale', 'below_scale')),
    industry_text VARCHAR,
    fact_table    VARCHAR NOT NULL CHECK (fact_table IN ('output_values', 'growth_rates', 'entity_counts')),
    measure       VARCHAR NOT NULL,
    variant       VARCHAR NOT NULL CHECK (variant IN ('', 'yoy', 'average', 'total', 'stock', 'new')),
    period_start  DATE NOT NULL,
    period_end    DATE NOT NULL,
    year          INTEGER NOT NULL,
    grain         VARCHAR NOT NULL CHECK (grain IN ('year', 'part', 'years', 'day')),
    status_group  VARCHAR NOT NULL CHECK (status_group IN ('outcome', 'target')),
    shown         BOOLEAN NOT NULL,
    fact_id       VARCHAR NOT NULL,
    value         DECIMAL(26, 6) NOT NULL,
    qualifier     VARCHAR NOT NULL CHECK (qualifier IN ('exact', 'over', 'nearly', 'about')),
    status        VARCHAR NOT NULL CHECK (status IN ('actual', 'estimate', 'target')),
    latest_fact   VARCHAR NOT NULL,
    latest_value  DECIMAL(26, 6) NOT NULL,
    highest_fact  VARCHAR NOT NULL,
    highest_value DECIMAL(26, 6) NOT NULL,
    lowest_fact   VARCHAR NOT NULL,
    lowest_value  DECIMAL(26, 6) NOT NULL,
    claims        INTEGER NOT NULL CHECK (claims > 0),
    supports      INTEGER NOT NULL,
    rivals        INTEGER NOT NULL,
    compatibles   INTEGER NOT NULL,
    superseded    INTEGER NOT NULL,
    spread_low    DECIMAL(26, 6) NOT NULL,
    spread_high   DECIMAL(26, 6) NOT NULL,
    spread        DOUBLE NOT NULL CHECK (spread >= 0),
    decided_by    VARCHAR NOT NULL CHECK (decided_by IN ('only', 'agreed', 'status', 'precision', 'later', 'publisher', 'support', 'tie')),
    decision      VARCHAR[] NOT NULL,
    CHECK (claims = 1 + supports + rivals + compatibles + superseded),
    CHECK (spread_low <= spread_high)
);
COMMENT ON TABLE cells IS '格：同一地区（园区）、产业、统计口径、时期的各家说法归为一格，取一值示人';
COMMENT ON COLUMN cells.cell_id IS '格编号：地区代码加键的摘要；重建不变';
COMMENT ON COLUMN cells.subject_id IS '同一对象与时期，不分实际与目标；两格同此编号者，一为 outcome，一为 target';
COMMENT ON COLUMN cells.adcode IS '地区代码，见 regions';
COMMENT ON COLUMN cells.zone IS '园区或新区的通用名（data/zones.csv）；不是园区为空';
COMMENT ON COLUMN cells.industry IS '产业代码，见 industries；未点明为空';
COMMENT ON COLUMN cells.scope IS '产业范围：文中的产业名去掉 规上 之类与连接词；范围不同者不归一格，同代码也不';
COMMENT ON COLUMN cells.coverage IS 'all 全口径，above_scale 规模以上，below_scale 规模以下';
COMMENT ON COLUMN cells.industry_text IS '所示说法的产业原文';
COMMENT ON COLUMN cells.fact_table IS '说法所在的表';
COMMENT ON COLUMN cells.measure IS 'output_values、growth_rates 的 statistic，或 entity_counts 的 kind';
COMMENT ON COLUMN cells.variant IS '增速为 basis，个数为 change，金额为空串';
COMMENT ON COLUMN cells.period_start IS '时期首日（含）';
COMMENT ON COLUMN cells.period_end IS '时期末日（含）';
COMMENT ON COLUMN cells.year IS 'period_end 的年份';
COMMENT ON COLUMN cells.grain IS 'year 全年，part 不足一年，years 多于一年，day 某日的存量';
COMMENT ON COLUMN cells.status_group IS 'outcome 实际或预计，target 目标；目标不与实际争一格';
COMMENT ON COLUMN cells.shown IS '此对象与时期是否以本格示人：有 outcome 时为它，否则为 target';
COMMENT ON COLUMN cells.fact_id IS '所示的说法';
COMMENT ON COLUMN cells.value IS '所示的值：元、小数或个数';
COMMENT ON COLUMN cells.qualifier IS '所示说法的限定';
COMMENT ON COLUMN cells.status IS '所示说法的状态';
COMMENT ON COLUMN cells.latest_fact IS '与所示同状态者中发布最晚的说法';
COMMENT ON COLUMN cells.latest_value IS '其值';
COMMENT ON COLUMN cells.highest_fact IS '与所示同状态者中最高的说法';
COMMENT ON COLUMN cells.highest_value IS '其值';
COMMENT ON COLUMN cells.lowest_fact IS '与所示同状态者中最低的说法';
COMMENT ON COLUMN cells.lowest_value IS '其值';
COMMENT ON COLUMN cells.claims IS '说法数';
COMMENT ON COLUMN cells.supports IS '与所示同义的说法数，不含所示';
COMMENT ON COLUMN cells.rivals IS '与所示相争的说法数';
COMMENT ON COLUMN cells.compatibles IS '不相矛盾而过宽、不足为证的说法数，如 超1000亿 之于 1400亿';
COMMENT ON COLUMN cells.superseded IS '被实际数取代的预计数';
COMMENT ON COLUMN cells.spread_low IS '所示与相争者中的最低值';
COMMENT ON COLUMN cells.spread_high IS '所示与相争者中的最高值';
COMMENT ON COLUMN cells.spread IS '分歧：金额、个数为（最高－最低）÷所示；增速为两者之差（小数）';
COMMENT ON COLUMN cells.decided_by IS '定夺最近一个异说的一步：only 仅此一说，agreed 各说一致，status 实际先于预计，precision 更精确，later 发布更晚（按月），publisher 来源更正式，support 支持更多，tie 仍不能分、按日期与编号';
COMMENT ON COLUMN cells.decision IS '用到的各步，依次';

-- One row for each fact of output_values, growth_rates and entity_counts, as a claim about its cell.
CREATE TABLE claims (
    fact_id        VARCHAR NOT NULL PRIMARY KEY,
    cell_id        VARCHAR NOT NULL,
    rank           INTEGER NOT NULL CHECK (rank > 0),
    relation       VARCHAR NOT NULL CHECK (relation IN ('shown', 'supports', 'compatible', 'superseded', 'rival')),
    reason         VARCHAR NOT NULL CHECK (reason IN ('shown', 'status', 'precision', 'later', 'publisher', 'support', 'tie')),
    value          DECIMAL(26, 6) NOT NULL,
    low            DOUBLE NOT NULL,
    high           DOUBLE NOT NULL,
    qualifier      VARCHAR NOT NULL,
    status         VARCHAR NOT NULL,
    digits         INTEGER NOT NULL,
    supported_by   INTEGER NOT NULL CHECK (supported_by >= 0),
    publisher_kind VARCHAR NOT NULL CHECK (publisher_kind IN ('official', 'outlet', 'other', 'reprint')),
    published_on   DATE,
    article_id     VARCHAR NOT NULL,
    CHECK (low <= high),
    CHECK ((rank = 1) = (relation = 'shown')),
    CHECK ((rank = 1) = (reason = 'shown'))
);
COMMENT ON TABLE claims IS '说法：每个事实作为一格的一家之言';
COMMENT ON COLUMN claims.fact_id IS '事实编号';
COMMENT ON COLUMN claims.cell_id IS '所属的格';
COMMENT ON COLUMN claims.rank IS '格内名次，1 为所示';
COMMENT ON COLUMN claims.relation IS '与所示的关系：shown 即所示，supports 同义，compatible 不矛盾而过宽，superseded 已被实际取代的预计，rival 相争';
COMMENT ON COLUMN claims.reason IS '输给所示的一步，同 cells.decided_by；所示为 shown';
COMMENT ON COLUMN claims.value IS '值：元、小数或个数';
COMMENT ON COLUMN claims.low IS '按所印位数与限定，此说法所容的最低值';
COMMENT ON COLUMN claims.high IS '按所印位数与限定，此说法所容的最高值';
COMMENT ON COLUMN claims.qualifier IS 'exact 确数，over 超，nearly 近，about 约';
COMMENT ON COLUMN claims.status IS 'actual 实际，estimate 预计，target 目标';
COMMENT ON COLUMN claims.digits IS '有效数字位数，整数末尾的零不计';
COMMENT ON COLUMN claims.supported_by IS '同格中与之同义的其他文章数';
COMMENT ON COLUMN claims.publisher_kind IS '来源类别（data/publishers.csv）：official 官方，outlet 原发媒体，other 其他，reprint 转载与聚合';
COMMENT ON COLUMN claims.published_on IS '文章日期';
COMMENT ON COLUMN claims.article_id IS '所出文章';

-- One row for each signing event, which several articles may report.
CREATE TABLE signing_events (
    event_id         VARCHAR NOT NULL PRIMARY KEY,
    fact_id          VARCHAR NOT NULL,
    adcode           VARCHAR NOT NULL,
    zone             VARCHAR,
    industry         VARCHAR,
    industry_text    VARCHAR,
    signed_on        DATE NOT NULL,
    kind             VARCHAR NOT NULL,
    project_count    INTEGER,
    count_qualifier  VARCHAR,
    amount_yuan      DECIMAL(20, 2),
    amount_qualifier VARCHAR,
    event            VARCHAR,
    parties          VARCHAR,
    reports          INTEGER NOT NULL CHECK (reports > 0),
    reasons          VARCHAR[] NOT NULL
);
COMMENT ON TABLE signing_events IS '签约活动：数篇报道同一次签约，只算一次';
COMMENT ON COLUMN signing_events.event_id IS '活动编号：最小的事实编号';
COMMENT ON COLUMN signing_events.fact_id IS '所示的报道：所述最全、最精确者';
COMMENT ON COLUMN signing_events.adcode IS '各报道中最细一级的地区代码';
COMMENT ON COLUMN signing_events.zone IS '园区或新区名；各报道都未说为空';
COMMENT ON COLUMN signing_events.industry IS '所示报道的产业代码';
COMMENT ON COLUMN signing_events.industry_text IS '所示报道的产业原文';
COMMENT ON COLUMN signing_events.signed_on IS '签约日：有报道说到日的，取最早的日';
COMMENT ON COLUMN signing_events.kind IS 'projects 项目，agreement 协议';
COMMENT ON COLUMN signing_events.project_count IS '项目数：所示报道未说时取自其他报道';
COMMENT ON COLUMN signing_events.count_qualifier IS '项目数的限定';
COMMENT ON COLUMN signing_events.amount_yuan IS '金额，元：所示报道未说时取自其他报道';
COMMENT ON COLUMN signing_events.amount_qualifier IS '金额的限定';
COMMENT ON COLUMN signing_events.event IS '活动名';
COMMENT ON COLUMN signing_events.parties IS '签约各方';
COMMENT ON COLUMN signing_events.reports IS '报道数';
COMMENT ON COLUMN signing_events.reasons IS '视为一事的理由：region 同地区，region_within 地区相属，date 同日，date_near 七日之内，date_coarse 有报道只知年月，count 个数同，amount 金额同，name 活动名同，parties 各方同；只有一篇时为空';

-- One row for each fact of signings, as a report of its event.
CREATE TABLE signing_reports (
    fact_id  VARCHAR NOT NULL PRIMARY KEY,
    event_id VARCHAR NOT NULL,
    rank     INTEGER NOT NULL CHECK (rank > 0),
    reasons  VARCHAR[] NOT NULL
);
COMMENT ON TABLE signing_reports IS '签约报道：每个签约事实属于哪一次活动';
COMMENT ON COLUMN signing_reports.fact_id IS '事实编号';
COMMENT ON COLUMN signing_reports.event_id IS '所属活动';
COMMENT ON COLUMN signing_reports.rank IS '活动内名次，1 为所示';
COMMENT ON COLUMN signing_reports.reasons IS '此报道与同活动的其他报道视为一事的理由';

-- One row for each level of another period that a stated level and a stated growth rate imply. Never mixed into cells.
CREATE TABLE implied_values (
    level_cell   VARCHAR NOT NULL,
    growth_cell  VARCHAR NOT NULL,
    direction    VARCHAR NOT NULL CHECK (direction IN ('backward', 'forward')),
    level_fact   VARCHAR NOT NULL,
    growth_fact  VARCHAR NOT NULL,
    adcode       VARCHAR NOT NULL,
    zone         VARCHAR,
    industry     VARCHAR,
    scope        VARCHAR NOT NULL,
    coverage     VARCHAR NOT NULL,
    measure      VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_end   DATE NOT NULL,
    value_yuan   DECIMAL(20, 2) NOT NULL CHECK (value_yuan >= 0),
    stated_cell  VARCHAR,
    PRIMARY KEY (level_cell, growth_cell, direction)
);
COMMENT ON TABLE implied_values IS '推算值：由水平与增速推出另一时期的水平，与所述之值分开存放';
COMMENT ON COLUMN implied_values.level_cell IS '所据水平的格';
COMMENT ON COLUMN implied_values.growth_cell IS '所据增速的格';
COMMENT ON COLUMN implied_values.direction IS 'backward 由本期推基期，forward 由基期推本期';
COMMENT ON COLUMN implied_values.level_fact IS '所据水平的事实';
COMMENT ON COLUMN implied_values.growth_fact IS '所据增速的事实';
COMMENT ON COLUMN implied_values.adcode IS '地区代码';
COMMENT ON COLUMN implied_values.zone IS '园区或新区名';
COMMENT ON COLUMN implied_values.industry IS '产业代码';
COMMENT ON COLUMN implied_values.scope IS '产业范围，同 cells.scope';
COMMENT ON COLUMN implied_values.coverage IS '同 cells.coverage';
COMMENT ON COLUMN implied_values.measure IS '口径，同 output_values.statistic';
COMMENT ON COLUMN implied_values.period_start IS '推算所得时期的首日';
COMMENT ON COLUMN implied_values.period_end IS '推算所得时期的末日';
COMMENT ON COLUMN implied_values.value_yuan IS '推算值，元';
COMMENT ON COLUMN implied_values.stated_cell IS '同一对象与时期有所述之值的格；没有则为空';

-- One row for each growth rate that two stated levels can check.
CREATE TABLE growth_checks (
    growth_cell   VARCHAR NOT NULL,
    level_cell    VARCHAR NOT NULL,
    base_cell     VARCHAR NOT NULL,
    growth_fact   VARCHAR NOT NULL,
    level_fact    VARCHAR NOT NULL,
    base_fact     VARCHAR NOT NULL,
    adcode        VARCHAR NOT NULL,
    measure       VARCHAR NOT NULL,
    stated_rate   DECIMAL(12, 6) NOT NULL,
    computed_rate DECIMAL(18, 6) NOT NULL,
    difference    DECIMAL(18, 6) NOT NULL,
    mismatch      BOOLEAN NOT NULL,
    explained     BOOLEAN NOT NULL,
    PRIMARY KEY (growth_cell, level_cell, base_cell)
);
COMMENT ON TABLE growth_checks IS '增速核对：所述增速与两期水平算出的增速';
COMMENT ON COLUMN growth_checks.growth_cell IS '增速的格';
COMMENT ON COLUMN growth_checks.level_cell IS '本期水平的格';
COMMENT ON COLUMN growth_checks.base_cell IS '基期水平的格';
COMMENT ON COLUMN growth_checks.growth_fact IS '增速的事实';
COMMENT ON COLUMN growth_checks.level_fact IS '本期水平的事实';
COMMENT ON COLUMN growth_checks.base_fact IS '基期水平的事实';
COMMENT ON COLUMN growth_checks.adcode IS '地区代码';
COMMENT ON COLUMN growth_checks.measure IS '口径';
COMMENT ON COLUMN growth_checks.stated_rate IS '所述增速，小数';
COMMENT ON COLUMN growth_checks.computed_rate IS '由两期水平算得的增速，年均者为几何平均';
COMMENT ON COLUMN growth_checks.difference IS '算得减所述，小数';
COMMENT ON COLUMN growth_checks.mismatch IS '相差是否超过 3 个百分点';
COMMENT ON COLUMN growth_checks.explained IS '相差是否可由 超、近、约 或所印位数解释';

-- One row for each thing that the search box finds by its words: an article, a sentence with a figure, a signing event.
CREATE TABLE search_items (
    item       INTEGER NOT NULL,
    kind       VARCHAR NOT NULL CHECK (kind IN ('article', 'sentence', 'event')),
    article_id VARCHAR NOT NULL,
    fact_id    VARCHAR,
    char_start INTEGER,
    char_end   INTEGER,
    length     INTEGER NOT NULL CHECK (length >= 0),
    CHECK ((fact_id IS NULL) = (kind = 'article'))
);
COMMENT ON TABLE search_items IS '检索对象：文章、说出数字的句子、签约活动';
COMMENT ON COLUMN search_items.item IS '序号，从 1 起';
COMMENT ON COLUMN search_items.kind IS 'article 文章，sentence 句子，event 签约活动';
COMMENT ON COLUMN search_items.article_id IS '所出文章';
COMMENT ON COLUMN search_items.fact_id IS '句中第一个事实，或签约的事实；文章为空';
COMMENT ON COLUMN search_items.char_start IS '句子在 content 中的起点（字符，含）；其他为空';
COMMENT ON COLUMN search_items.char_end IS '句子在 content 中的终点（字符，不含）；其他为空';
COMMENT ON COLUMN search_items.length IS '词数，虚词不计';

-- One row for each word of the index.
CREATE TABLE search_terms (
    term_id   INTEGER NOT NULL,
    term      VARCHAR NOT NULL CHECK (term <> ''),
    documents INTEGER NOT NULL CHECK (documents > 0)
);
COMMENT ON TABLE search_terms IS '检索词';
COMMENT ON COLUMN search_terms.term_id IS '词的序号，按词排';
COMMENT ON COLUMN search_terms.term IS '词：半角小写，简体';
COMMENT ON COLUMN search_terms.documents IS '含此词的检索对象数';

-- One row for each word of each item, by word: a question reads only the rows of its own words.
CREATE TABLE search_postings (
    term_id   INTEGER NOT NULL,
    item      INTEGER NOT NULL,
    frequency INTEGER NOT NULL CHECK (frequency > 0),
    weight    FLOAT NOT NULL CHECK (weight >= 0)
);
COMMENT ON TABLE search_postings IS '倒排表：哪个词在哪个检索对象里';
COMMENT ON COLUMN search_postings.term_id IS '词，见 search_terms';
COMMENT ON COLUMN search_postings.item IS '检索对象，见 search_items';
COMMENT ON COLUMN search_postings.frequency IS '次数；标题中的一次算三次';
COMMENT ON COLUMN search_postings.weight IS '此词于此对象的 BM25 分';

-- One row for each name by which a question may mean a region or an industry.
CREATE TABLE search_names (
    name VARCHAR NOT NULL CHECK (name <> ''),
    kind VARCHAR NOT NULL CHECK (kind IN ('region', 'industry')),
    code VARCHAR NOT NULL,
    rank INTEGER NOT NULL
);
COMMENT ON TABLE search_names IS '问句中的名称：地区与产业的各种叫法';
COMMENT ON COLUMN search_names.name IS '名称，半角小写';
COMMENT ON COLUMN search_names.kind IS 'region 地区，industry 产业';
COMMENT ON COLUMN search_names.code IS '地区代码或产业代码';
COMMENT ON COLUMN search_names.rank IS '同名者取小：0 全国，1 省，2 市，3 县；已撤销者加 4';

-- One row for each fact of the four tables, joined once so that no question of a page has to (etl/page_tables.sql).
CREATE TABLE page_facts (
    kept_in       VARCHAR NOT NULL,
    fact_id       VARCHAR NOT NULL,
    article_id    VARCHAR NOT NULL,
    adcode        VARCHAR NOT NULL,
    zone          VARCHAR,
    industry      VARCHAR,
    industry_text VARCHAR,
    measure       VARCHAR NOT NULL,
    number        DOUBLE,
    qualifier     VARCHAR NOT NULL,
    status        VARCHAR NOT NULL,
    basis         VARCHAR,
    period_start  DATE NOT NULL,
    period_end    DATE NOT NULL,
    quote         VARCHAR NOT NULL,
    rule          VARCHAR NOT NULL,
    char_start    INTEGER,
    char_end      INTEGER,
    event         VARCHAR,
    parties       VARCHAR,
    project_count DOUBLE,
    year          INTEGER NOT NULL,
    region        VARCHAR NOT NULL,
    pinyin        VARCHAR NOT NULL,
    level         VARCHAR NOT NULL,
    parent        VARCHAR,
    province      VARCHAR,
    city          VARCHAR,
    full_name     VARCHAR NOT NULL,
    title         VARCHAR,
    publisher     VARCHAR,
    published_on  DATE,
    url           VARCHAR,
    part_year     BOOLEAN NOT NULL,
    cell_id       VARCHAR,
    scope         VARCHAR,
    coverage      VARCHAR,
    grain         VARCHAR,
    claims        INTEGER,
    preferred     BOOLEAN NOT NULL,
    latest        BOOLEAN NOT NULL,
    highest       BOOLEAN NOT NULL,
    lowest        BOOLEAN NOT NULL
);
COMMENT ON TABLE page_facts IS '四表事实合为一表，附地区与文章，供页面查询';
COMMENT ON COLUMN page_facts.kept_in IS '事实所在的表';
COMMENT ON COLUMN page_facts.fact_id IS '事实编号；同一文章重读不变';
COMMENT ON COLUMN page_facts.article_id IS '所出文章';
COMMENT ON COLUMN page_facts.adcode IS '数字所属地区：文中说到县写县，否则市，否则省；100000 为全国；园区用所在县市的代码';
COMMENT ON COLUMN page_facts.zone IS '园区或新区名；不是园区的数字为空';
COMMENT ON COLUMN page_facts.industry IS '产业代码，见 industries；文中未点明为空';
COMMENT ON COLUMN page_facts.industry_text IS '文中的产业名，不带 产业、行业、领域、企业';
COMMENT ON COLUMN page_facts.measure IS 'statistic（金额、增速）或 kind（签约、个数）';
COMMENT ON COLUMN page_facts.number IS '值：元、小数或个数；签约为金额，未说为空';
COMMENT ON COLUMN page_facts.qualifier IS '值的限定，同 output_values.qualifier；签约无金额时为个数的限定';
COMMENT ON COLUMN page_facts.status IS '状态，同 output_values.status；签约为 actual';
COMMENT ON COLUMN page_facts.basis IS '增速为 basis，个数为 change，签约为 count_qualifier，金额为空';
COMMENT ON COLUMN page_facts.period_start IS '时期首日（含）';
COMMENT ON COLUMN page_facts.period_end IS '时期末日（含）';
COMMENT ON COLUMN page_facts.quote IS '含数字与单位的最短原文；签约为第一个数字到最后一个单位，或含各方与动词的小句；表格为所印数字';
COMMENT ON COLUMN page_facts.rule IS '得出此事实的规则；表格为 spreadsheet';
COMMENT ON COLUMN page_facts.char_start IS 'quote 在 content 中的起点（字符，含）；表格为空';
COMMENT ON COLUMN page_facts.char_end IS 'quote 在 content 中的终点（字符，不含）；表格为空';
COMMENT ON COLUMN page_facts.event IS '活动名，如 2022嘉定精准医学产业发展大会；未说为空';
COMMENT ON COLUMN page_facts.parties IS '签约各方，顿号分隔；未说为空';
COMMENT ON COLUMN page_facts.project_count IS '项目或协议数；单个具名者为 1；未说为空';
COMMENT ON COLUMN page_facts.year IS 'period_end 的年份；签约为签约年';
COMMENT ON COLUMN page_facts.region IS '地区名，同 regions.name';
COMMENT ON COLUMN page_facts.pinyin IS '简称的拼音与首字母，供检索，如 jiading jd';
COMMENT ON COLUMN page_facts.level IS '级别：country 全国，province 省，city 市，county 县';
COMMENT ON COLUMN page_facts.parent IS '上级代码；全国没有上级';
COMMENT ON COLUMN page_facts.province IS '所属省级代码；全国为空';
COMMENT ON COLUMN page_facts.city IS '所属地级代码；省级、直辖市的区为空';
COMMENT ON COLUMN page_facts.full_name IS '带上级的全称，如 上海市嘉定区';
COMMENT ON COLUMN page_facts.title IS '标题';
COMMENT ON COLUMN page_facts.publisher IS '发布者';
COMMENT ON COLUMN page_facts.published_on IS '文章日期：电头，其次页面时间或元数据，再次正文前后的日期';
COMMENT ON COLUMN page_facts.url IS '网址';
COMMENT ON COLUMN page_facts.part_year IS '是否不是一个完整的日历年';
COMMENT ON COLUMN page_facts.cell_id IS '所属的格；签约为空';
COMMENT ON COLUMN page_facts.scope IS '所属格的产业范围，同 cells.scope';
COMMENT ON COLUMN page_facts.coverage IS '所属格的口径：all 全口径，above_scale 规模以上，below_scale 规模以下';
COMMENT ON COLUMN page_facts.grain IS '所属格的时段：year 全年，part 不足一年，years 多于一年，day 某日的存量';
COMMENT ON COLUMN page_facts.claims IS '所属格的说法数';
COMMENT ON COLUMN page_facts.preferred IS '是否所属格按规则所示的说法';
COMMENT ON COLUMN page_facts.latest IS '是否所属格发布最晚的说法';
COMMENT ON COLUMN page_facts.highest IS '是否所属格最高的说法';
COMMENT ON COLUMN page_facts.lowest IS '是否所属格最低的说法';

-- One row for each claim about a cell that is shown, joined once so that no question of a page has to (etl/page_tables.sql).
CREATE TABLE page_cells (
    cell_id       VARCHAR NOT NULL,
    subject_id    VARCHAR NOT NULL,
    adcode        VARCHAR NOT NULL,
    zone          VARCHAR,
    industry      VARCHAR,
    scope         VARCHAR NOT NULL,
    coverage      VARCHAR NOT NULL,
    industry_text VARCHAR,
    fact_table    VARCHAR NOT NULL,
    measure       VARCHAR NOT NULL,
    variant       VARCHAR NOT NULL,
    period_start  DATE NOT NULL,
    period_end    DATE NOT NULL,
    year          INTEGER NOT NULL,
    grain         VARCHAR NOT NULL,
    part_year     BOOLEAN NOT NULL,
    status_group  VARCHAR NOT NULL,
    fact_id       VARCHAR NOT NULL,
    number        DOUBLE NOT NULL,
    qualifier     VARCHAR NOT NULL,
    status        VARCHAR NOT NULL,
    claims        INTEGER NOT NULL,
    rivals        INTEGER NOT NULL,
    spread        DOUBLE NOT NULL,
    low           DOUBLE NOT NULL,
    high          DOUBLE NOT NULL,
    decided_by    VARCHAR NOT NULL,
    region        VARCHAR NOT NULL,
    pinyin        VARCHAR NOT NULL,
    level         VARCHAR NOT NULL,
    parent        VARCHAR,
    province      VARCHAR,
    city          VARCHAR,
    full_name     VARCHAR NOT NULL,
    title         VARCHAR,
    publisher     VARCHAR,
    published_on  DATE,
    url           VARCHAR,
    preferred     BOOLEAN NOT NULL,
    latest        BOOLEAN NOT NULL,
    highest       BOOLEAN NOT NULL,
    lowest        BOOLEAN NOT NULL
);
COMMENT ON TABLE page_cells IS '可示于人的格的各家说法，附地区与文章，供页面查询';
COMMENT ON COLUMN page_cells.cell_id IS '格编号：地区代码加键的摘要；重建不变';
COMMENT ON COLUMN page_cells.subject_id IS '同一对象与时期，不分实际与目标；两格同此编号者，一为 outcome，一为 target';
COMMENT ON COLUMN page_cells.adcode IS '地区代码，见 regions';
COMMENT ON COLUMN page_cells.zone IS '园区或新区的通用名（data/zones.csv）；不是园区为空';
COMMENT ON COLUMN page_cells.industry IS '产业代码，见 industries；未点明为空';
COMMENT ON COLUMN page_cells.scope IS '产业范围：文中的产业名去掉 规上 之类与连接词；范围不同者不归一格，同代码也不';
COMMENT ON COLUMN page_cells.coverage IS 'all 全口径，above_scale 规模以上，below_scale 规模以下';
COMMENT ON COLUMN page_cells.industry_text IS '所示说法的产业原文';
COMMENT ON COLUMN page_cells.fact_table IS '说法所在的表';
COMMENT ON COLUMN page_cells.measure IS 'output_values、growth_rates 的 statistic，或 entity_counts 的 kind';
COMMENT ON COLUMN page_cells.variant IS '增速为 basis，个数为 change，金额为空串';
COMMENT ON COLUMN page_cells.period_start IS '时期首日（含）';
COMMENT ON COLUMN page_cells.period_end IS '时期末日（含）';
COMMENT ON COLUMN page_cells.year IS 'period_end 的年份';
COMMENT ON COLUMN page_cells.grain IS 'year 全年，part 不足一年，years 多于一年，day 某日的存量';
COMMENT ON COLUMN page_cells.part_year IS '是否不是一个完整的日历年';
COMMENT ON COLUMN page_cells.status_group IS 'outcome 实际或预计，target 目标；目标不与实际争一格';
COMMENT ON COLUMN page_cells.fact_id IS '所示的说法';
COMMENT ON COLUMN page_cells.number IS '值：元、小数或个数；签约为金额，未说为空';
COMMENT ON COLUMN page_cells.qualifier IS '所示说法的限定';
COMMENT ON COLUMN page_cells.status IS '所示说法的状态';
COMMENT ON COLUMN page_cells.claims IS '说法数';
COMMENT ON COLUMN page_cells.rivals IS '与所示相争的说法数';
COMMENT ON COLUMN page_cells.spread IS '分歧：金额、个数为（最高－最低）÷所示；增速为两者之差（小数）';
COMMENT ON COLUMN page_cells.low IS '格的 spread_low';
COMMENT ON COLUMN page_cells.high IS '格的 spread_high';
COMMENT ON COLUMN page_cells.decided_by IS '定夺最近一个异说的一步：only 仅此一说，agreed 各说一致，status 实际先于预计，precision 更精确，later 发布更晚（按月），publisher 来源更正式，support 支持更多，tie 仍不能分、按日期与编号';
COMMENT ON COLUMN page_cells.region IS '地区名，同 regions.name';
COMMENT ON COLUMN page_cells.pinyin IS '简称的拼音与首字母，供检索，如 jiading jd';
COMMENT ON COLUMN page_cells.level IS '级别：country 全国，province 省，city 市，county 县';
COMMENT ON COLUMN page_cells.parent IS '上级代码；全国没有上级';
COMMENT ON COLUMN page_cells.province IS '所属省级代码；全国为空';
COMMENT ON COLUMN page_cells.city IS '所属地级代码；省级、直辖市的区为空';
COMMENT ON COLUMN page_cells.full_name IS '带上级的全称，如 上海市嘉定区';
COMMENT ON COLUMN page_cells.title IS '标题';
COMMENT ON COLUMN page_cells.publisher IS '发布者';
COMMENT ON COLUMN page_cells.published_on IS '文章日期';
COMMENT ON COLUMN page_cells.url IS '网址';
COMMENT ON COLUMN page_cells.preferred IS '是否所属格按规则所示的说法';
COMMENT ON COLUMN page_cells.latest IS '是否所属格发布最晚的说法';
COMMENT ON COLUMN page_cells.highest IS '是否所属格最高的说法';
COMMENT ON COLUMN page_cells.lowest IS '是否所属格最低的说法';

-- One row for each signing event, joined once so that no question of a page has to (etl/page_tables.sql).
CREATE TABLE page_events (
    event_id         VARCHAR NOT NULL,
    fact_id          VARCHAR NOT NULL,
    adcode           VARCHAR NOT NULL,
    zone             VARCHAR,
    industry         VARCHAR,
    industry_text    VARCHAR,
    signed_on        DATE NOT NULL,
    kind             VARCHAR NOT NULL,
    projects         DOUBLE,
    count_qualifier  VARCHAR,
    amount           DOUBLE,
    amount_qualifier VARCHAR,
    event            VARCHAR,
    parties          VARCHAR,
    reports          INTEGER NOT NULL,
    reasons          VARCHAR[] NOT NULL,
    year             INTEGER NOT NULL,
    quote            VARCHAR NOT NULL,
    region           VARCHAR NOT NULL,
    pinyin           VARCHAR NOT NULL,
    level            VARCHAR NOT NULL,
    parent           VARCHAR,
    province         VARCHAR,
    city             VARCHAR,
    full_name        VARCHAR NOT NULL,
    title            VARCHAR,
    publisher        VARCHAR,
    published_on     DATE,
    url              VARCHAR,
    article_id       VARCHAR NOT NULL
);
COMMENT ON TABLE page_events IS '签约活动，附地区与所示报道的文章，供页面查询';
COMMENT ON COLUMN page_events.event_id IS '活动编号：最小的事实编号';
COMMENT ON COLUMN page_events.fact_id IS '所示的报道：所述最全、最精确者';
COMMENT ON COLUMN page_events.adcode IS '各报道中最细一级的地区代码';
COMMENT ON COLUMN page_events.zone IS '园区或新区名；各报道都未说为空';
COMMENT ON COLUMN page_events.industry IS '所示报道的产业代码';
COMMENT ON COLUMN page_events.industry_text IS '所示报道的产业原文';
COMMENT ON COLUMN page_events.signed_on IS '签约日：有报道说到日的，取最早的日';
COMMENT ON COLUMN page_events.kind IS 'projects 项目，agreement 协议';
COMMENT ON COLUMN page_events.projects IS '项目数；未说为空';
COMMENT ON COLUMN page_events.count_qualifier IS '项目数的限定';
COMMENT ON COLUMN page_events.amount IS '金额，元；未说为空';
COMMENT ON COLUMN page_events.amount_qualifier IS '金额的限定';
COMMENT ON COLUMN page_events.event IS '活动名';
COMMENT ON COLUMN page_events.parties IS '签约各方';
COMMENT ON COLUMN page_events.reports IS '报道数';
COMMENT ON COLUMN page_events.reasons IS '视为一事的理由：region 同地区，region_within 地区相属，date 同日，date_near 七日之内，date_coarse 有报道只知年月，count 个数同，amount 金额同，name 活动名同，parties 各方同；只有一篇时为空';
COMMENT ON COLUMN page_events.year IS '签约年';
COMMENT ON COLUMN page_events.quote IS '所示报道的原文';
COMMENT ON COLUMN page_events.region IS '地区名，同 regions.name';
COMMENT ON COLUMN page_events.pinyin IS '简称的拼音与首字母，供检索，如 jiading jd';
COMMENT ON COLUMN page_events.level IS '级别：country 全国，province 省，city 市，county 县';
COMMENT ON COLUMN page_events.parent IS '上级代码；全国没有上级';
COMMENT ON COLUMN page_events.province IS '所属省级代码；全国为空';
COMMENT ON COLUMN page_events.city IS '所属地级代码；省级、直辖市的区为空';
COMMENT ON COLUMN page_events.full_name IS '带上级的全称，如 上海市嘉定区';
COMMENT ON COLUMN page_events.title IS '标题';
COMMENT ON COLUMN page_events.publisher IS '发布者';
COMMENT ON COLUMN page_events.published_on IS '文章日期：电头，其次页面时间或元数据，再次正文前后的日期';
COMMENT ON COLUMN page_events.url IS '网址';
COMMENT ON COLUMN page_events.article_id IS '文章编号；同一文章重读不变';
