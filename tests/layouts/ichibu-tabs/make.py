import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce

folder, plan = produce.load(__file__)
items, out = [], []
KH = ["主なKPI", "R4実績", "R5実績", "目標値"]; MH = ["No.", "個別施策", "担当課", "目的", "取組内容"]
row = lambda *c: out.append("\t".join(c))
O = lambda v, role, y: gold.observe({"text": v["t"]} if isinstance(v, dict) and "t" in v else v, role, y)
def kpi(path, tag, name, a, b, goal, hint=None, unit=None):
    """One indicator; the row printed by the caller's own words."""
    row(f"【{tag}】 {name}" + (f"（{hint}）" if hint else ""), a, b, goal)
    seen = []
    for v, role, y in ((a, "actual", 2022), (b, "actual", 2023), (goal, "target", 2027)):
        if v == "未測定": seen += gold.observe({"unmeasured": v}, role, y)
        elif v in ("全隊で運用",): seen += gold.observe({"text": v}, role, y)
        else: seen += gold.observe(v, role, y, unit or hint)
    items.append(gold.item(None, paths=path, related_titles=[tag], indicators=[gold.indicator(name, seen, unit_hint=hint)]))
def measure(path, no, title, who, aim, what, repeated=False, printed=True):
    if printed: row(no, title + ("（再掲）" if repeated else ""), " ".join(who), aim, what)
    items.append(gold.item(title, number=no, paths=path, repeated=repeated, summary=what.replace("D X", "DX").replace("I C T", "ICT"), purpose=aim, departments=[who]))
out += ["", "石巻地区広域行政事務組合DX推進方針", "", "（令和7年度～令和9年度）", "", "[別冊]", "", "令和7年3月", "", "目次", "", "1 消防・救急 ........ 2", "(1) 指令業務の高度化 ........ 2", "(2) 予防業務のオンライン化 ........ 3", "2 ごみ処理・し尿処理 ........ 4", "(1) 施設運転の最適化 ........ 4", "3 組合の行政 ........ 5", "(1) 内部事務の効率化 ........ 5", "\f",
        "個別施策・主なKPI", "", "方針に定めた3つの柱に沿って、個別施策及び主なKPIを次のとおり定めます。進捗は、構成市町の担当課長会議において毎年度確認します。", ""]
p1 = ("1", "消防・救急"); P = [[p1, ("(1)", "指令業務の高度化")]]
out += ["1 消防・救急", "", "(1) 指令業務の高度化", "", "【主なKPI】", ""]; row(*KH)
kpi(P, "高機能指令センターの更新", "119番通報から出動指令までの平均時間", "131秒", "124秒", "90秒以下")
row("【映像通報システムの活用】 ①映像通報の受信件数（件） ②映像を活用した口頭指導の割合（％）", "①38件②12.5％", "①74件②18.9％", "①200件②40％")
def marked(name, values, unit):
    seen = []
    for (v, raw), role, y in zip(values, ("actual", "actual", "target"), (2022, 2023, 2027)): seen += gold.observe(v, role, y)
    return gold.indicator(name, seen, unit_hint=unit)
items.append(gold.item(None, paths=P, related_titles=["映像通報システムの活用"], indicators=[
    marked("映像通報の受信件数", [("38件", 0), ("74件", 0), ("200件", 0)], "件"), marked("映像を活用した口頭指導の割合", [("12.5％", 0), ("18.9％", 0), ("40％", 0)], "%")]))
kpi(P, "救急隊タブレット端末の配備", "病院照会に要する平均時間", "未測定", "9.6分", "6.0分以下 (R8)".replace(" (R8)", "（R8）"))
out += ["", "※目標値は特記がない限り令和9年度の数値", "", "【個別施策】", ""]; row(*MH)
measure(P, "1", "高機能指令センターの更新", ["消防本部", "通信指令課"], "災害の種別と場所を瞬時に特定し、最も早く到着できる部隊を出動させる。", "令和9年度の稼働に向け、近隣の消防本部との共同運用を前提とした指令台、地図検索装置及び車両動態管理装置を整備する。")
measure(P, "2", "映像通報システムの活用", ["消防本部", "通信指令課"], "通報者のスマートフォンから送られる映像により、現場の状況を的確に把握する。", "システムの使い方を動画で紹介し、自主防災組織の訓練で体験会を開く。")
aim3 = "救急隊と医療機関が傷病者の情報を同時に共有し、搬送先を速やかに決める。"
what3a, what3b = "救急車18台にタブレット端末を配備し、心電図の画像や観察記録を送信する。音声入", "力によって活動記録の作成を省力化し、帰署後の事務を減らす。"
row("3", "救急隊タブレット端末の配備", "消防本部 救急課", aim3, what3a)
out += ["\f"]; row(*MH); row("", "", "", "", what3b)
measure(P, "3", "救急隊タブレット端末の配備", ["消防本部", "救急課"], aim3, what3a + what3b, printed=False)
P = [[p1, ("(2)", "予防業務のオンライン化")]]
out += ["", "(2) 予防業務のオンライン化", "", "【主なKPI】", ""]; row(*KH)
kpi(P, "消防関係届出の電子申請", "電子申請による届出の割合", "2.1", "14.7", "60", hint="％", unit="%")
kpi(P, "立入検査支援アプリの導入", "年間の立入検査実施数", "1,204件", "1,318件", "1,800件以上")
out += ["", "※目標値は特記がない限り令和9年度の数値", "", "【個別施策】", ""]; row(*MH)
measure(P, "4", "消防関係届出の電子申請", ["消防本部", "予防課"], "事業者が消防署に出向かずに届出を済ませられるようにする。", "火災予防条例に基づく24種類の届出について、ぴったりサービス及び電子申請システムで受け付ける。")
measure(P, "5", "立入検査支援アプリの導入", ["消防本部", "予防課"], "検査の現場で過去の指摘事項を確認し、その場で結果通知書を交付する。", "タブレット端末で使えるアプリを導入し、対象物台帳と連携させる。I C T に不慣れな職員への研修を併せて行う。")
p2 = ("2", "ごみ処理・し尿処理"); P = [[p2, ("(1)", "施設運転の最適化")]]
out += ["\f", "2 ごみ処理・し尿処理", "", "(1) 施設運転の最適化", "", "【主なKPI】", ""]; row(*KH)
kpi(P, "AIによる焼却炉の自動運転", "手動介入の年間回数", "1,460回", "1,390回", "300回以下")
kpi(P, "計量受付の予約制とキャッシュレス化", "搬入車両の平均待ち時間", "27分", "31分", "10分以下")
kpi(P, "計量受付の予約制とキャッシュレス化", "キャッシュレス決済の利用率", "－", "－", "50％")
out += ["", "※目標値は特記がない限り令和9年度の数値", "", "【個別施策】", ""]; row(*MH)
measure(P, "6", "AIによる焼却炉の自動運転", ["業務課"], "熟練した運転員の減少に備え、安定した燃焼と発電を続ける。", "燃焼画像の解析に基づく給じん速度の自動制御を1号炉で試行し、効果を確かめた上で2号炉に広げる。")
measure(P, "7", "計量受付の予約制とキャッシュレス化", ["業務課"], "直接搬入の混雑を緩和し、住民の待ち時間を減らす。", "ウェブサイトから搬入日時を予約できる仕組みを導入し、手数料の支払に二次元コード決済を加える。")
p3 = ("3", "組合の行政"); P = [[p3, ("(1)", "内部事務の効率化")]]
out += ["\f", "3 組合の行政", "", "(1) 内部事務の効率化", "", "【個別施策】", ""]; row(*MH)
measure(P, "8", "文書管理・電子決裁システムの導入", ["総務企画課"], "離れた庁舎の間で書類を運ぶ時間をなくす。", "構成市町のD X 推進計画と歩調を合わせ、石巻市と同じシステムを共同で利用する。")
row("－", "立入検査支援アプリの導入（再掲）", "消防本部 予防課", "検査の現場で過去の指摘事項を確認し、その場で結果通知書を交付する。", "タブレット端末で使えるアプリを導入し、対象物台帳と連携させる。")
items.append(gold.item("立入検査支援アプリの導入", paths=P, repeated=True, purpose="検査の現場で過去の指摘事項を確認し、その場で結果通知書を交付する。", summary="タブレット端末で使えるアプリを導入し、対象物台帳と連携させる。", departments=[["消防本部", "予防課"]]))
out += ["", "担当課長会議の構成", ""]; row("市町名", "課名"); row("石巻市", "総務部総務課"); row("東松島市", "総務部総務課"); row("女川町", "総務課"); out.append("")
text = "\n".join(out).replace("\n\f\n", "\n\f")
(folder / "plan.txt").write_text(text, encoding="utf-8")
gold.write(folder, plan, items)
