"""Persons' names as a newspaper prints them in bylines: 张三, 张　三, 欧阳建国, 阿力木·买买提."""

import re

SINGLE_SURNAMES = frozenset(
    "王李张刘陈杨黄吴赵周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦"
    "白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童"
    "凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧"
    "闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强"
    "帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诸战慕危玉银亢嵇公哈湛宾戎"
    "勾茅利呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由东乜习从付代仰佴充养凤别占厍双后咸堵墨夔宓宦宰家寿山巢年广庾弓弘怀慎扶昌暨暴有未松桓步殳毋水"
    "汝汲沃法滑濮爱牧琚琴璩益禄福秋空竺笪籍糜红终经缑羿肖能苍荀莘蒯蓟蓬蔚融言訾谯贝贡贲越逄通邴郄郏郗郤郦鄂酆钦钭钮闫降隗韶须鱼"
)
COMMON_SURNAMES = frozenset(
    "王李张刘陈杨黄吴赵周徐孙马朱胡林郭何罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金"
)  # of married names: 陈郑秀英, not 东海之滨
COMPOUND_SURNAMES = frozenset(
    "欧阳 万俟 上官 东方 东郭 令狐 公孙 单于 南宫 司徒 司空 司马 呼延 夏侯 太史 宇文 尉迟 慕容 拓跋"
    " 淳于 澹台 濮阳 申屠 百里 皇甫 端木 诸葛 赫连 轩辕 钟离 长孙 闻人 闾丘 鲜于".split()
)
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}\Z")
_DOTTED_NAME = re.compile(r"[\u3400-\u9fff]{2,8}[·•・][\u3400-\u9fff]{1,8}(?:[·•・][\u3400-\u9fff]{1,8})?\Z")
_LATIN_NAME = re.compile(r"[A-Z][a-z]{1,14}\Z")
_NO_DOTTED = re.compile(r"[区园县市省业司局镇乡]")  # 平江高新区·云母企业抱团出海
_GIVEN_WORDS = (
    "次仁 卓玛 扎西 央宗 多吉 旺堆 索朗 德吉 尼玛 达瓦 平措 白玛 拉姆 顿珠 罗布 格桑 洛桑 丹增 仁青 巴桑 普布 边巴 米玛 拉巴 曲珍 "
    "卓嘎 央金 桑珠 加措 坚赞 贡嘎 强巴 阿旺 益西 晋美 巴特尔 图雅 其其格 娜仁 高娃 呼和 拉图 格日勒 斯琴 萨仁 朝鲁 毕力格 那日苏 "
    "白音 特木尔 敖登 赛罕 宝音 布和 哈斯 额尔敦 塔娜 托娅 孟和 青格勒 阿拉腾 苏日娜 道尔吉 "
    "古丽 阿依 买买提 努尔 热依木 吐尔逊 玛依拉 阿布都 艾合买提 肉孜 赛力克 木拉提 巴合提 迪丽 热娜 库尔班 阿迪力 玉山江 塔依尔".split()
)
_GIVEN = "|".join(_GIVEN_WORDS)
_UNJOINED_NAME = re.compile(rf"(?:(?:{_GIVEN})[\u4e00-\u9fff]{{0,3}}|[\u4e00-\u9fff]{{1,3}}(?:{_GIVEN}))\Z")  # 索朗次仁, 苏雅拉图
_SPACES = re.compile(r"[ \u3000、，,/／;；]+")
_NO_NAME_CHARACTERS = re.compile(r"\A本[报刊网台]|[的了是在与为着过这那每个们第届]")
# Everyday words that begin with a surname's character and might stand alone on a line.
_WORDS = frozenset(
    (
        "高新 高新区 高质量 高标准 高水平 项目 招商 金融 安全 方案 方向 万元 时间 时评 国家 农业 文化 石油 成绩 成效 成果 计划 "
        "单位 水利 水平 连续 温暖 和谐 明天 江苏 江西 安徽 河北 河南 江海 广东 广西 甘肃 宁夏 海南 云南 黑龙江 吉林 石家庄 "
        "常州 苏州 徐州 温州 金华 安阳 洛阳 济南 全市 全区 全省 全国 经济 经开区 商务 商贸 花絮 白皮书 明星 景气 向上 向好 "
        "向前 平台 平安 荣誉 关注 关于 关键 简讯 简介 车间 党建 党委 时政 左图 右图 上图 下图 图表 元旦 春运 国庆 强项 强基 "
        "強項 严管 严格 施工 阳光 公告 公示 通知 通告 启事 民生 宣传 言论 幸福 应用 鲜活 能耗 能源 利润 利税 后记 后续 "
        "前言 水电 古城 毛利 温度 热度 满意 富民 年终 年度 年报 习惯 付出 充电 家园 山水 东部 西部 南部 北部 中部 未来 生态 "
        "冷链 终端 强链 延链 相关 相约 相关阅读 相关报道 相关新闻 相关推荐 都市 开发区 示范区 于洪区 丰收 贡献 何以 时代 管理 管委会 易地 项目部 全链条 全周期 "
        "相关信息 相关文章 对话 访谈 专访 论坛 人物 特写 问答 声音 通联 全覆盖 全速跑 路线图 成绩单 时间表 任务书 关键词 安全感 方法论 相关链接 "
        "目录 导语 引言 引子 结语 序言 开篇 缘起 背景 现象 原因 展望 建议 对策 启示 现状 做法 亮点 观点 图说 微评 支招 解读 盘点 花絮 广角 要点 别样 万象 风采 "
        "现场 直击 印象 经验 常态 任务 计策 应对 解题 破题 答题 布局 谋划 支撑 融合 习语 和声 海外 连接 路径 宣言 方位 安居 计时 应变 终点 起点"
    ).split()
)


def is_person_name(word: str) -> bool:
    """Whether a word standing alone looks like a name with a known surname: 李家鸣 → True, 高新区 → False."""
    if _DOTTED_NAME.match(word):
        return not _NO_DOTTED.search(word)
    if _UNJOINED_NAME.match(word):
        return True
    if not _HAN_NAME.match(word) or word in _WORDS or word.endswith(("区", "县")) or (word[0] == "区" and len(word) == 2) or _NO_NAME_CHARACTERS.search(word):
        return False
    if word[:2] in COMPOUND_SURNAMES:
        return len(word) > 2
    return word[0] in SINGLE_SURNAMES and (len(word) <= 3 or {word[0], word[1]} <= COMMON_SURNAMES)


def is_everyday_word(word: str) -> bool:
    return word in _WORDS


def could_be_name(word: str) -> bool:
    """Whether a word after 记者 or 通讯员 can be taken as a name, known surname or not: 园宣 → True, 的报道 → False."""
    return bool(
        _DOTTED_NAME.match(word) or _LATIN_NAME.match(word) or _UNJOINED_NAME.match(word) or (_HAN_NAME.match(word) and not _NO_NAME_CHARACTERS.search(word))
    )


def split_names(words: str) -> list[str]:
    """Names in a row, spaced ones closed up: 卫　东　赵丽娜 → [卫东, 赵丽娜]."""
    names: list[str] = []
    loose = ""
    for word in [part for part in _SPACES.split(words) if part]:
        if len(word) == 1 and "\u3400" <= word <= "\u9fff":
            if names and not loose and names[-1] in COMPOUND_SURNAMES:
                names[-1] += word
            else:
                loose += word
            continue
        names.extend(_close_up(loose))
        loose = ""
        if names and names[-1] in COMPOUND_SURNAMES and len(word) <= 2:
            names[-1] += word
        else:
            names.append(word)
    return names + _close_up(loose)


def _close_up(loose: str) -> list[str]:
    """Single characters in a row: 卫东 is one name, 卫东李明 two, 司马光 and 张小三 one."""
    if len(loose) <= 3:
        return [loose] if loose else []
    return [loose[start : start + 2] for start in range(0, len(loose), 2)]
