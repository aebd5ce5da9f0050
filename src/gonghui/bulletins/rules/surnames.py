"""Who is a person: surnames and the shape of names."""

import re

from gonghui.foundation.chinese import HAN

_SINGLE = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏"
    "水窦章云苏潘葛奚范彭郎鲁韦"
    "昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐"
    "康伍余元卜顾孟平黄和穆萧肖"
    "尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强"
    "贾路娄危江童颜郭梅盛林刁钟"
    "徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石"
    "崔吉钮龚程嵇邢滑裴陆荣翁荀"
    "羊惠甄曲封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁"
    "仇栾暴甘厉戎祖武符刘景詹束"
    "龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭"
    "贡劳逄姬申扶堵冉宰郦雍璩桑"
    "桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终"
    "暨居衡步都耿满弘匡国文寇广"
    "禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关"
    "蒯相查后荆红游竺权逯盖益桓"
    "公仉督岳帅缑亢况郈有琴归海晋楚闫法汝鄢涂钦商牟佘佴伯赏墨哈谯笪年爱阳佟岩覃"
    "付代游兰区苟仝喇冼库尔玛肇"
    "展信战初邸邝敬柒税撒母呼延丛庆官占修隋门迟原矫逯尧么麦上郁旷占青刀罕俸佤楼粟把户英银补欣雒仵奉"
)
_COMPOUND_SURNAMES = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 "
    "赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 "
    "慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 "
    "颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 "
    "轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 南荣 "
    "第五 完颜 耶律 叶赫 那拉 富察 钮祜禄 爱新觉罗"
)
_COMPOUND = _COMPOUND_SURNAMES.split()
# Names without a surname: Tibetan, Mongolian, Uyghur and Yi beginnings that are no common words.
_FIRST_NAMES = (
    "扎西 次仁 洛桑 旦增 丹增 格桑 白玛 多吉 巴桑 达娃 尼玛 索朗 拉巴 强巴 "
    "平措 晋美 土登 仁青 卓玛 央金 德吉 "
    "巴特尔 乌云 其其格 斯琴 娜仁 苏和 哈斯 朝鲁 宝音 额尔敦 布和 特木尔 阿拉坦 那顺 "
    "买买提 艾合买提 古丽 努尔 阿依 吐尔逊 阿不都 艾力 热合曼 玉素甫 吾买尔 阿迪力 迪丽 帕提 "
    "阿苏 吉克 沙马 曲比 阿尔 马黑 吉木 勒尔 俄木 "
)
_GIVEN_FIRST = _FIRST_NAMES.split()

# Characters that stand in words of the trade and hardly ever in a given name.
_NEVER = (
    "会委部局室院厂司组党府县区镇乡街办副任的了是在与及等被把将要各员您她它们这"
    "那你我，。；：、（）“”《》？！ \n"
)

_WORDS = (
    "全会 大会 会议 全市 全省 全县 全区 全国 全体 全州 文件 方案 通知 通报 "
    "章程 安排 安全 时任 党组 成员 成立 成效 和平 "
    "高度 高效 高质量 平台 平时 明确 广大 广泛 国家 国际 强化 强调 关于 关心 "
    "关爱 相关 有关 有序 有效 应当 向上 上下 上级 "
    "上午 上半年 下半年 年度 文化 文明 方面 方式 计划 项目 任务 单位 班子 干部 "
    "从严 从业 通过 利用 后续 后勤 公司 公开 "
    "公正 连续 金融 古城 时间 时代 易地 强国 充分 充满 终身 国有 农民 农民工 "
    "农业 劳动 劳模 红色 江山 东部 海外 商业 "
    "都要 支持 支部 能够 能力 常务 经济 双方 华夏 原则 法律 法院 于会 于此 "
    "荣获 荣誉 管理 管委 包括 查看 于是 万名 "
    "余名 余人 成果 成功 明年 步伐 信息 信心 宣传 宣读 胡同 路径 单独 利益 "
    "权益 居民 满意 温暖 祝贺 别的 幸福 何时 "
    "时候 石化 程序 解决 解读 应邀 常态 卫生 白领 牛年 马年 龙年 水平 水利 "
    "水务 云南 江西 江苏 河南 安徽 广东 海南 "
    "通信 申请 阳光 山东 山西 宁夏 东西 关键 简要 简单 习近平 毛泽东 邓小平 "
    "作风 修改 修订 代表 初心 初步 官方 门户 战略 展示 展现 展望 开展 信访 青年 英雄 英模 "
    "领导 主席 书记 同志 人员 职工 工会 工人 会员 工匠 党委 市委 县委 区委 省委 州委 政府 人大 政协"
)
_COMMON_WORDS = frozenset(_WORDS.split())

_GIVEN = rf"[{HAN}]"
_PLAIN = re.compile(
    rf"(?:{'|'.join(_COMPOUND)})(?P<after>{_GIVEN}{{1,2}})|[{_SINGLE}](?P<given>{_GIVEN}{{1,2}})"
)
_DOTTED = re.compile(rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,3}}")
_NO_SURNAME = re.compile(rf"(?P<given>(?:{'|'.join(_GIVEN_FIRST)})[{HAN}]{{0,3}})")
_NEVER_SET = frozenset(_NEVER)


def is_name(words: str) -> bool:
    """Whether these words, standing where a name stands, have the shape of one."""
    if not 2 <= len(words) <= 20 or words in _COMMON_WORDS:
        return False
    if _DOTTED.fullmatch(words):
        return True
    for shape in (_PLAIN, _NO_SURNAME):
        match = shape.fullmatch(words)
        if match and not _NEVER_SET.intersection("".join(filter(None, match.groups()))):
            return True
    return False
