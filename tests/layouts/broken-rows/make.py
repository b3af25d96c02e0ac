import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce
from short import *
folder, plan = produce.load(__file__)
h = produce.h
D = [("１", "妊娠・出産期からの切れ目のない支援", [
 ("1", "伴走型相談支援", "すべての妊婦と子育て家庭に寄り添い、出産や育児の見通しを一緒に立てるため、妊娠届出時、妊娠８か月頃及び出生届出後の３回にわたって面談を行います。面談では、心身の状態や家庭の状況を伺い、必要に応じて産後ケアや家事支援などのサービスにつなぎます。", "妊娠８か月頃の面談実施率", "86.2％", "95％", "12,340", "こども家庭センター／保健センター"),
 ("2", "産後ケア事業", "出産後１年を経過しない母子を対象に、助産師などによる心身のケアや授乳の相談を、宿泊、日帰り又は訪問により行います。利用者の負担額を引き下げるとともに、市外の医療機関とも契約を結び、住み慣れた場所から離れて里帰りをしている方も利用できるようにします。", "延べ利用日数", "412日", "900日", "8,015", "保健センター"),
 ("3", "乳幼児健康診査", "４か月児、１歳６か月児及び３歳児の健康診査に加え、発達の特性に早く気付き就学に向けた支援につなげるため、５歳児健康診査を新たに始めます。受診していない家庭には、保健師が訪問して状況を確かめます。", "５歳児健康診査の受診率", "－", "90％以上", "21,770", "保健センター\n学校教育課")]),
 ("２", "安心してこどもを預けられる環境づくり", [
 ("4", "一時預かり事業", "保護者の仕事や通院、育児疲れなどにより家庭での保育が一時的に難しくなったこどもを、保育所やファミリー・サポート・センターで預かります。インターネットで空き状況を確かめ、予約できる仕組みを設けます。", "一時預かりの実施箇所数", "9か所", "14か所", "30,256", "保育課"),
 ("5", "放課後児童クラブ", "保護者が昼間家庭にいない小学生に、放課後の遊びと生活の場を提供します。学校の余裕教室や特別教室の一時的な利用を進め、待機児童の解消を図るとともに、長期休業中の昼食の提供について、保護者の意向を踏まえながら段階的に実施校を増やします。注1", "待機児童数", "37人", "0人", "402,118", "子育て支援課ほか"),
 ("－", "産後ケア事業（再掲）", "出産後１年を経過しない母子を対象に、助産師などによる心身のケアや授乳の相談を行います。", None, None, None, "－", "保健センター"),
 ("6", "病児・病後児保育", "病気の回復期にあり集団での保育が難しいこどもを、医療機関に併設した専用の施設で預かります。対象年齢を小学校６年生まで引き上げ、市内２か所目の施設を令和９年度に開設します。", "病児保育の登録者数", "1,086人", "1,800人", "18,400", "保育課"),
 ("7", "保育人材の確保", "保育士資格を持ちながら保育の仕事に就いていない方を対象に就職相談会と職場体験を開くほか、市内の民間保育所等に就職した方への家賃の補助を行います。", "就職相談会を通じた採用者数（累計）", "22人", "80人", "9,600", "保育課")]),
 ("３", "こどもの権利を守る取組", [
 ("8", "こどもの意見表明の機会づくり", "市の施策にこどもの声を反映するため、小学生から高校生までの委員による「とよかわこども会議」を設け、年４回の会議で出された意見を市長に届けます。会議に加わることが難しいこどもの声を聴くため、児童館や学校への出張、１人１台端末を使ったアンケートなども併せて行い、いただいた意見をどのように生かしたかを分かりやすく知らせます。", "自分の意見が聴いてもらえていると思うこどもの割合", "61.4％", "75％以上", "1,230", "子育て支援課\n全課"),
 ("9", "ヤングケアラーへの支援", "家族の世話を日常的に行っているこどもを早く見付けるため、教職員や民生委員を対象とした研修を行います。ヤングケアラーコーディネーターを置き、訪問による家事支援につなげます。注2", "研修の受講者数（累計）", "145人", "600人", "4,870", "こども家庭センター／学校教育課"),
 ("10", "いじめ・不登校への対応", "スクールカウンセラーとスクールソーシャルワーカーを全小中学校に派遣し、校内教育支援センターの設置を進めます。学校以外の学びの場を担う民間の団体とも情報を共有します。", "校内教育支援センターの設置校数", "11校", "36校", "27,950", "学校教育課"),
 ("－", "放課後児童クラブ（再掲）", "保護者が昼間家庭にいない小学生に、放課後の遊びと生活の場を提供します。", None, None, None, "－", "子育て支援課")])]
items, rows = [], []
for no, t, rs in D:
    rows.append(f'<tr class=s><td colspan=8>{no}　{t}</td></tr>')
    for n, name, what, k, a, b, cost, who in rs:
        rows.append("<tr>" + f"<td class=c>{n}</td><td>{name}</td><td>{h(what).replace('注1','<sup>注1</sup>').replace('注2','<sup>注2</sup>')}</td><td>{k or '－'}</td><td class=r>{a or '－'}</td><td class=r>{b or '－'}</td><td class=r>{cost}</td><td>{h(who)}</td></tr>")
        ind = []
        if k:
            u = "％" in b
            ind = [gold.indicator(k, gold.observe(a, B, 2023) + gold.observe(b, T, 2029))]
        dept = [x for l in who.split("\n") for x in l.split("／")]; doubt = {}
        if "ほか" in who: doubt["departments"] = {"accept": [[["子育て支援課"]]], "why": "ほか"}
        if "／" in who: doubt["departments"] = {"accept": [[[x] for x in who.split("\n")]], "why": "CONTRACT does not name the slash"}
        for m in ("注1", "注2"):
            if m in what: doubt["summary"] = {"accept": [what.replace(m, "")], "why": "raised footnote mark"}
        items.append(gold.item(name.replace("（再掲）", ""), number=None if n == "－" else n, repeated="再掲" in name, paths=P(f"{no}|{t}"), summary=what, indicators=ind, departments=[[x] for x in dept], others=[("令和7年度予算額（千円）", cost)], doubt=doubt or None))
page = f"""<meta charset=utf-8><title>事業一覧</title><style>@page{{size:A4;margin:16mm 14mm 18mm;@bottom-center{{content:'- ' counter(page) ' -';font:9pt 'IPAMincho'}}@bottom-right{{content:'R7こども計画_事業一覧v3.pdf';font:6pt 'IPAGothic';color:#999}}}}
body{{font:8.5pt/1.5 'IPAMincho';margin:0}}h1{{font:14pt 'IPAGothic';margin:0 0 3mm}}table{{border-collapse:collapse;width:100%;table-layout:fixed;border:2.5pt double #000}}td,th{{border:.5pt solid #555;padding:0 .6mm;vertical-align:top}}thead{{display:table-row-group}}th{{background:#fbe5d6;font:8pt 'IPAGothic';vertical-align:middle}}
.s td{{font:9.5pt 'IPAGothic';background:#f2f2f2;padding:1mm;break-after:avoid}}.s{{break-inside:avoid}}.c{{text-align:center}}.r{{text-align:right}}sup{{font-size:6pt}}.n{{font-size:8pt;margin:2mm 0 6mm}}.g td{{padding:.5mm 1mm}}</style>
<h1>資料編　豊川市こども計画　事業一覧</h1><p>　計画に基づいて実施する事業の一覧です。現状値は令和５年度、目標値は令和11年度の値です。</p>
<table><colgroup><col style="width:6mm"><col style="width:25mm"><col><col style="width:27mm"><col style="width:15mm"><col style="width:17mm"><col style="width:16mm"><col style="width:24mm"></colgroup>
<thead><tr><th rowspan=2>No<th rowspan=2>事業名<th rowspan=2>事業内容<th colspan=3>指標<th rowspan=2>令和7年度<br>予算額<br>（千円）<th rowspan=2>担当課</tr><tr><th>指標名<th>現状値<br>（R5）<th>目標値<br>（R11）</tr></thead><tbody>{''.join(rows)}</tbody></table>
<div class=n>注1　長期休業中の昼食の提供は、令和６年度に２校で試行しています。<br>注2　家庭の状況により、支援の開始時期は異なります。</div>
<h1 style="break-before:page">資料編　用語集</h1><table class=g><tr><th style="width:45mm">用語<th>説明</tr><tr><td>こども家庭センター<td>妊産婦、子育て世帯及びこどもへの相談支援を一体的に行う市の機関。</tr><tr><td>ファミリー・サポート・センター<td>子育ての援助を受けたい人と行いたい人が会員となり、助け合う組織。</tr><tr><td>ヤングケアラー<td>家族の介護その他の日常生活上の世話を過度に行っていると認められるこども・若者。</tr></table>"""
produce.weasyprint(folder, page); gold.write(folder, plan, items)
