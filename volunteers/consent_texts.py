"""
The wordings a new city starts with, loaded after every migration.

A city changes one by adding a row with a later version and the date from which it
holds; whoever agreed to an earlier one is asked again (个人信息保护法 art. 14, 17).
"""

from datetime import date
from typing import Any

from volunteers.models import ConsentPurpose, ConsentText

FIRST_VERSION = "2026-11"
SINCE_EVER = date.min

WHO = {
    "zh-hans": "本市志愿服务登记管理部门；各级文明实践中心、所、站代为受理您的请求。",
    "en": "The city's office for volunteer service; every practice center, institute"
    " and station takes your requests for it.",
}
RIGHTS = {
    "zh-hans": "您可以在“我的”页面查看、复制和更正，随时撤回同意，要求删除或说明；"
    "也可以带证件到任一实践站办理。不同意可选项目，不影响您参加志愿服务。",
    "en": "On your own pages you can see, copy and correct your data and take back what"
    " you agreed to; you can ask for deletion or an explanation, there or at any"
    " practice station with your document. What is optional changes nothing about"
    " your service.",
}

RIGHTS_OF_GUARDIANS = {
    "zh-hans": "您可以查看、复制、更正、删除孩子的信息，也可以查看谁看过；在“我的家人”"
    "页面、“监护人”页面或任一实践站办理，拒绝的会书面说明理由。",
    "en": "You can see, copy, correct and delete the child's data and see who looked"
    " at it: on the page “My family”, on the page for guardians or at any practice"
    " station. A refusal is explained in writing.",
}

# Per purpose and language: title, short, what for, kinds, retention, if withdrawn.
TEXTS: dict[tuple[str, str], tuple[str, str, str, str, str, str]] = {
    (ConsentPurpose.REGISTRATION, "zh-hans"): (
        "登记与时长记录",
        "用您的身份信息登记您，并如实记录您的服务。证件号码和手机号加密保存，"
        "组织只看到您的姓名和时长，看不到证件。",
        "实名登记为志愿者，保证同一个人只登记一次；记录服务时间、开具证明；"
        "在活动前后联系您（《志愿服务条例》第七条、第十九条）。",
        "姓名、证件类型和号码、出生日期、手机号或邮箱、区县、所属站所、服务记录。"
        "证件号码属于敏感个人信息，仅用于核实身份。",
        "登记期间保存；注销后身份信息在法定期限届满时删除，服务时长不带姓名保留。",
        "没有它就无法继续为您登记，撤回等于注销登记；已生效的时长仍计入全市总数，"
        "但不再带您的姓名。",
    ),
    (ConsentPurpose.REGISTRATION, "en"): (
        "Registration and hours",
        "Who you are is used to register you and to record your service truthfully."
        " Document and phone number are stored encrypted; organizations see your name"
        " and your hours, never your document.",
        "To register you under your real name, and each person once; to record your"
        " service and certify it; to reach you about activities (志愿服务条例 art. 7"
        " and 19).",
        "Name, kind and number of your document, date of birth, phone number or"
        " e-mail, district, practice station, service records. The document number is"
        " sensitive and only proves who you are.",
        "While you are registered. After you close your account, who you are is"
        " deleted at the end of the legal term; hours stay without your name.",
        "Without it we cannot keep you registered: taking it back means closing your"
        " account. Hours that count stay in the city's total, without your name.",
    ),
    (ConsentPurpose.HONOURS, "zh-hans"): (
        "公布荣誉",
        "您获得星级或表彰时，在公开的光荣榜上写出您的姓名。",
        "在网站和实践站的光荣榜上公布星级和表彰。",
        "姓名、区县、星级或表彰、累计时长。",
        "公布一年；撤回后三个工作日内撤下。",
        "以后不再公布，已公布的会撤下。星级和时长不变。",
    ),
    (ConsentPurpose.HONOURS, "en"): (
        "Publishing honours",
        "When you earn a star or a commendation, your name may stand on the public"
        " list of honours.",
        "To publish stars and commendations on the site and at practice stations.",
        "Name, district, star or commendation, hours altogether.",
        "For one year; taken down within three working days after you take it back.",
        "Nothing more is published and what stands there is taken down. Stars and"
        " hours stay.",
    ),
    (ConsentPurpose.PROVINCE, "zh-hans"): (
        "报送省级系统",
        "把您的登记和时长报送省志愿服务信息系统，换了城市记录也跟着您。",
        "与省、国家志愿服务信息系统共享记录，外地也能查到您的时长。",
        "姓名、证件类型和号码、区县、服务记录。",
        "接收方按其规定保存；本平台保留报送记录三年。",
        "以后不再报送；已报送的，由我们转告接收方按您的要求处理。",
    ),
    (ConsentPurpose.PROVINCE, "en"): (
        "Passing data to the provincial system",
        "Your registration and hours may be passed to the provincial volunteer system,"
        " so that your record follows you to other cities.",
        "To share records with the provincial and national volunteer systems, so that"
        " your hours are known elsewhere.",
        "Name, kind and number of your document, district, service records.",
        "There, as their rules say; here, what was passed on is noted for three years.",
        "Nothing more is passed on; we tell the receiver what you ask for the rest.",
    ),
    (ConsentPurpose.LOCATION, "zh-hans"): (
        "签到位置",
        "签到时核对一次您是否在活动地点。不同意也能用签到码签到。",
        "签到、签退时与活动地点核对，防止代签。",
        "签到、签退那一刻的位置（行踪轨迹属于敏感个人信息），平时不收集。",
        "核对后只保留“在现场”或“不在现场”，位置当天删除。",
        "以后不再核对位置，改用签到码或名册签到。",
    ),
    (ConsentPurpose.LOCATION, "en"): (
        "Location at check-in",
        "When you check in, it may be compared once whether you are at the place."
        " Without it you check in by code.",
        "To compare check-in and check-out with the place of the activity, so that"
        " nobody checks in for another.",
        "Your position at the moment of checking in or out (sensitive data), never at"
        " other times.",
        "Only “on site” or “not on site” is kept; the position is deleted that day.",
        "Your position is not looked at any more; you check in by code or roster.",
    ),
    (ConsentPurpose.GUARDIAN, "zh-hans"): (
        "监护人同意书",
        "同意您的孩子参加志愿服务，并同意按照儿童个人信息的专门规则处理孩子的信息。"
        "随时可以撤回。",
        "登记不满十八周岁的志愿者，如实记录其服务时长；不安排有危险的服务和夜间服务，"
        "不超过与年龄相适应的时长（《未成年人网络保护条例》、《个人信息保护法》第三十一条）。",
        "孩子的姓名、证件类型和号码、出生日期、区县、所属站所、服务记录；您的姓名、"
        "手机号和与孩子的关系。不满十四周岁孩子的信息全部属于敏感个人信息，"
        "只有确需经办的人员可以查看，每次查看都有记录。",
        "孩子满十八周岁或注销登记后，您的手机号随即删除；同意的记录保存三年。",
        "从撤回时起不再为孩子记录新的时长；之前已如实记录的时长仍然有效。",
    ),
    (ConsentPurpose.GUARDIAN, "en"): (
        "A guardian's consent",
        "You agree that your child volunteers, and that the child's data is used by the"
        " special rules for children. You can take it back at any time.",
        "To register volunteers under 18 and to record their service truthfully; never"
        " dangerous service, never at night, and no longer than suits their age"
        " (未成年人网络保护条例; 个人信息保护法 art. 31).",
        "The child's name, kind and number of the document, date of birth, district,"
        " practice station, service records; your name, your phone number and who you"
        " are to the child. All data of children under 14 is sensitive: only those who"
        " have to deal with it see it, and every look is written down.",
        "When the child is 18 or no longer registered, your phone number is deleted;"
        " that you agreed is kept for three years.",
        "Nothing new is logged for the child from then on; what was truthfully logged"
        " before stays valid.",
    ),
}


def load(**kwargs: Any) -> None:
    """Add the first wordings that are missing; what is there is never changed."""
    ConsentText.objects.bulk_create(
        [
            ConsentText(
                purpose=purpose,
                version=FIRST_VERSION,
                language=language,
                since=SINCE_EVER,
                title=title,
                short=short,
                who=WHO[language],
                what_for=what_for,
                kinds=kinds,
                retention=retention,
                rights=(
                    RIGHTS_OF_GUARDIANS
                    if purpose == ConsentPurpose.GUARDIAN
                    else RIGHTS
                )[language],
                if_withdrawn=if_withdrawn,
            )
            for (purpose, language), (
                title,
                short,
                what_for,
                kinds,
                retention,
                if_withdrawn,
            ) in TEXTS.items()
        ],
        ignore_conflicts=True,
    )
