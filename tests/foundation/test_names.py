"""How surnames are read and told, and that names stay as they are."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.foundation.chinese import (
    name_initials,
    name_pinyin,
    name_syllables,
    surname_of,
    tidy_name,
)

# 百家姓 and the surnames of today beyond it, as 现代汉语词典 reads them.
READINGS = """
赵zhao 钱qian 孙sun 李li 周zhou 吴wu 郑zheng 王wang 冯feng 陈chen 褚chu 卫wei 蒋jiang 沈shen 韩han
杨yang 朱zhu 秦qin 尤you 许xu 何he 吕lv 施shi 张zhang 孔kong 曹cao 严yan 华hua 金jin 魏wei 陶tao
姜jiang 戚qi 谢xie 邹zou 喻yu 柏bai 水shui 窦dou 章zhang 云yun 苏su 潘pan 葛ge 奚xi 范fan 彭peng
郎lang 鲁lu 韦wei 昌chang 马ma 苗miao 凤feng 花hua 方fang 俞yu 任ren 袁yuan 柳liu 酆feng 鲍bao 史shi
唐tang 费fei 廉lian 岑cen 薛xue 雷lei 贺he 倪ni 汤tang 滕teng 殷yin 罗luo 毕bi 郝hao 邬wu 安an
常chang 乐yue 于yu 时shi 傅fu 皮pi 卞bian 齐qi 康kang 伍wu 余yu 元yuan 卜bu 顾gu 孟meng 平ping
黄huang 和he 穆mu 萧xiao 尹yin 姚yao 邵shao 湛zhan 汪wang 祁qi 毛mao 禹yu 狄di 米mi 贝bei 明ming
臧zang 计ji 伏fu 成cheng 戴dai 谈tan 宋song 茅mao 庞pang 熊xiong 纪ji 舒shu 屈qu 项xiang 祝zhu
董dong 梁liang 杜du 阮ruan 蓝lan 闵min 席xi 季ji 麻ma 强qiang 贾jia 路lu 娄lou 危wei 江jiang 童tong
颜yan 郭guo 梅mei 盛sheng 林lin 刁diao 钟zhong 徐xu 邱qiu 骆luo 高gao 夏xia 蔡cai 田tian 樊fan 胡hu
凌ling 霍huo 虞yu 万wan 支zhi 柯ke 昝zan 管guan 卢lu 莫mo 经jing 房fang 裘qiu 缪miao 干gan 解xie
应ying 宗zong 丁ding 宣xuan 贲ben 邓deng 郁yu 单shan 杭hang 洪hong 包bao 诸zhu 左zuo 石shi 崔cui
吉ji 钮niu 龚gong 程cheng 嵇ji 邢xing 滑hua 裴pei 陆lu 荣rong 翁weng 荀xun 羊yang 於yu 惠hui 甄zhen
曲qu 家jia 封feng 芮rui 羿yi 储chu 靳jin 汲ji 邴bing 糜mi 松song 井jing 段duan 富fu 巫wu 乌wu 焦jiao
巴ba 弓gong 牧mu 隗kui 山shan 谷gu 车che 侯hou 宓mi 蓬peng 全quan 郗xi 班ban 仰yang 秋qiu 仲zhong
伊yi 宫gong 宁ning 仇qiu 栾luan 暴bao 甘gan 钭tou 厉li 戎rong 祖zu 武wu 符fu 刘liu 景jing 詹zhan
束shu 龙long 叶ye 幸xing 司si 韶shao 郜gao 黎li 蓟ji 薄bo 印yin 宿su 白bai 怀huai 蒲pu 邰tai 从cong
鄂e 索suo 咸xian 籍ji 赖lai 卓zhuo 蔺lin 屠tu 蒙meng 池chi 乔qiao 阴yin 胥xu 能nai 苍cang 双shuang
闻wen 莘shen 党dang 翟zhai 谭tan 贡gong 劳lao 逄pang 姬ji 申shen 扶fu 堵du 冉ran 宰zai 郦li 雍yong
却que 璩qu 桑sang 桂gui 濮pu 牛niu 寿shou 通tong 边bian 扈hu 燕yan 冀ji 郏jia 浦pu 尚shang 农nong
温wen 别bie 庄zhuang 晏yan 柴chai 瞿qu 阎yan 充chong 慕mu 连lian 茹ru 习xi 宦huan 艾ai 鱼yu 容rong
向xiang 古gu 易yi 慎shen 戈ge 廖liao 庾yu 终zhong 暨ji 居ju 衡heng 步bu 都du 耿geng 满man 弘hong
匡kuang 国guo 文wen 寇kou 广guang 禄lu 阙que 东dong 殴ou 殳shu 沃wo 利li 蔚yu 越yue 夔kui 隆long
师shi 巩gong 厍she 聂nie 晁chao 勾gou 敖ao 融rong 冷leng 訾zi 辛xin 阚kan 那na 简jian 饶rao 空kong
曾zeng 毋wu 沙sha 乜nie 养yang 鞠ju 须xu 丰feng 巢chao 关guan 蒯kuai 相xiang 查zha 后hou 荆jing
红hong 游you 竺zhu 权quan 逯lu 盖ge 益yi 桓huan 公gong 仉zhang 督du 岳yue 帅shuai 缑gou 亢kang
况kuang 郈hou 有you 琴qin 归gui 海hai 晋jin 楚chu 闫yan 法fa 汝ru 鄢yan 涂tu 钦qin 商shang 牟mou
佘she 佴nai 伯bo 赏shang 墨mo 哈ha 谯qiao 笪da 年nian 爱ai 阳yang 佟tong 肖xiao 丘qiu 欧ou 区ou
覃qin 朴piao 员yun 折she 种chong 冼xian 洗xian 召shao 繁po 郇xun 秘bi 尉wei 句gou 黑he 妫gui 眭sui
晟cheng 会gui 谌chen 幺yao 祭zhai 仝tong 兰lan 刀dao 夭yao 翦jian 邸di 苑yuan 闭bi 代dai 付fu 凡fan
俱ju 鲜xian 辜gu 粟su 禤xuan 苟gou 操cao 占zhan 揭jie 卿qing 战zhan 初chu 宾bin 逢feng 展zhan 沐mu
迟chi 衣yi 隋sui 麦mai 郄qie 郤xi 逮dai 矫jiao 亓qi 丛cong 粘nian 侴chou 哉zai 姒si 肇zhao 盘pan
磨mo 缐xian 綦qi 鹿lu 敬jing 栗li 训xun 候hou 雪xue 原yuan 潜qian 冶ye 卻que 纳na 遇yu 狐hu 芦lu
呙guo 苌chang 茆mao 呼hu 铁tie 律lv 玄xuan 衷zhong 芷zhi 仵wu 帖tie 由you 多duo 庹tuo 尧yao 哀ai
楼lou 荔li 闾lv 贠yun 甯ning 睢sui 羌qiang 麴qu 鞏gong 蕲qi 皋gao 庚geng 朵duo 豆dou 邝kuang 俸feng
酒jiu 药yao 冒mao 撖han 楮chu 欧阳ouyang 太史taishi 端木duanmu 上官shangguan 司马sima 东方dongfang
独孤dugu 南宫nangong 万俟moqi 闻人wenren 夏侯xiahou 诸葛zhuge 尉迟yuchi 公羊gongyang 赫连helian
澹台tantai 皇甫huangfu 宗政zongzheng 濮阳puyang 公冶gongye 太叔taishu 申屠shentu 公孙gongsun
慕容murong 仲孙zhongsun 钟离zhongli 长孙zhangsun 宇文yuwen 司徒situ 鲜于xianyu 司空sikong 闾丘lvqiu
亓官qiguan 司寇sikou 巫马wuma 颛孙zhuansun 漆雕qidiao 乐正yuezheng 宰父zaifu 谷梁guliang 拓跋tuoba
轩辕xuanyuan 令狐linghu 百里baili 呼延huyan 东郭dongguo 南门nanmen 羊舌yangshe 西门ximen
仲长zhongchang 即墨jimo 单于chanyu 完颜wanyan 爱新觉罗aixinjueluo 钮祜禄niuhulu 單shan 區ou 蓋ge
樂yue 員yun 繆miao 賁ben 鈄tou 葉ye 華hua 閻yan 翟zhai 尉遲yuchi 萬俟moqi 單于chanyu 歐陽ouyang
諸葛zhuge 長孫zhangsun 澹臺tantai 樂正yuezheng
"""


@pytest.mark.parametrize("row", READINGS.split())
def test_every_surname_is_read_as_a_surname(row):
    surname, reading = re.fullmatch(r"(\W+|[^a-z]+)([a-z]+)", row).groups()

    assert (surname_of(surname + "丽"), name_pinyin(surname + "丽")) == (surname, reading + "li")


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        pytest.param("欧阳少东", "欧阳", id="compound"),
        pytest.param("欧阳", "欧", id="two characters are a surname and a name"),
        pytest.param("歐陽修", "歐陽", id="compound in traditional characters"),
        pytest.param("爱新觉罗明", "爱新觉罗", id="the longest one"),
        pytest.param("欧洁", "欧", id="single"),
        pytest.param("司马", "司", id="司 has a name too"),
        pytest.param("𬱖明", "𬱖", id="outside the first block"),
        pytest.param("习", "", id="one character"),
        pytest.param("阿依古丽·买买提", "", id="with a dot"),
        pytest.param("Anna", "", id="Latin"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_surname_of(name, surname):
    assert surname_of(name) == surname


@pytest.mark.parametrize(
    ("name", "syllables", "initials"),
    [
        pytest.param("单丽", ["shan", "li"], "sl", id="single"),
        pytest.param("尉迟恭", ["yu", "chi", "gong"], "ycg", id="compound"),
        pytest.param("曾曾", ["zeng", "ceng"], "zc", id="only the surname is read as one"),
        pytest.param("张乐乐", ["zhang", "le", "le"], "zll", id="not in the given name"),
        pytest.param("单", ["dan"], "d", id="alone it is a word"),
        pytest.param(
            "买买提·玉素甫",
            ["mai", "mai", "ti", "·", "yu", "su", "fu"],
            "mmtysf",
            id="the dot is no letter",
        ),
        pytest.param("", [], "", id="nothing"),
    ],
)
def test_the_syllables_of_a_name(name, syllables, initials):
    assert (name_syllables(name), name_initials(name)) == (syllables, initials)


@pytest.mark.parametrize("dot", list("•‧・．∙⋅·"))
def test_every_dot_becomes_the_one_of_the_rule(dot):
    assert tidy_name(f" 阿依古丽 {dot} 买买提 ") == "阿依古丽·买买提"


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("𬱖明", id="outside the first plane"),
        pytest.param("㛃华", id="extension A"),
        pytest.param("𠮷田", id="a variant stays a variant"),
        pytest.param("䶮", id="one character"),
        pytest.param("〇", id="a circle"),
        pytest.param("張髮", id="traditional"),
        pytest.param("⽉明", id="NFKC would change it"),
        pytest.param("Ａ明", id="full width"),
        pytest.param("阿" * 25 + "·" + "提" * 25, id="long"),
    ],
)
def test_a_name_keeps_its_characters(name):
    assert tidy_name(name) == name


@given(st.text(max_size=60))
def test_a_tidied_name_is_tidy(text):
    name = tidy_name(text)

    assert tidy_name(name) == name
    assert name == unicodedata.normalize("NFC", name)
    assert surname_of(name) in {name[:count] for count in range(len(name))} | {""}
    name.encode()
