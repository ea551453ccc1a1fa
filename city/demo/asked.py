"""What is asked for in each category, and the acts by which orders come to an end."""

from needs.models import Act, State

# By category what is asked for, and what was solved.
ASKED = """
policy_talks|想请人讲讲今年的惠农政策|宣讲政策
elder_care|老人白天一个人在家，想有人陪着说说话|陪伴老人
disability_support|轮椅出门要过两级台阶，想搭个坡道|搭好坡道
child_care|放学后孩子没人看，想有人带着做作业|看护孩子
tutoring|周末托管班想要一位书法老师|上课
health_clinic|院里几十位老人想测测血压血糖|测血压血糖
counselling|初三的孩子考前睡不好，想找人聊聊|疏导
legal_aid|干了三个月的活，工钱一直没给|解答法律问题
mediation|楼上漏水，两家谈不拢|调解矛盾
repairs|楼道灯坏了两周，晚上看不见路|修好
daily_help|老人腿脚不便，想在家理个发|理发
relief|家里困难，想要一床厚被子过冬|送到物资
environment|小区后面堆了不少旧家具|清理
coast|沙滩上冲来好些泡沫和渔网|清理岸线
culture|村里的孩子想看一场木偶戏|演出
sports|想有人带着老年人练练八段锦|带练
science|学校想请人来讲讲星星|科普讲座
farm_tech|大棚草莓叶子发黄，求指导|现场指导
jobs|想学做电商，不知道从哪儿开始|就业指导
digital_help|教老人用手机挂号|教会使用手机
civility|想办一场简朴的集体婚礼|办好活动
traffic|小学门口放学时车多人多，想有人引导|路口引导
emergency|汛期想请人教教大家怎么避险|演练
other|想把家里的旧书捐出去|办好
"""
WORDS = {line.split("|")[0]: line.split("|")[1:] for line in ASKED.split()}
# The acts by which an order comes to stand somewhere, and hours between them.
WAY = {
    State.SUBMITTED: (Act.SUBMIT,),
    State.ACCEPTED: (Act.SUBMIT, Act.ACCEPT),
    State.REFUSED: (Act.SUBMIT, Act.REFUSE),
    State.TRANSFERRED: (Act.SUBMIT, Act.TRANSFER),
    State.CANCELLED: (Act.SUBMIT, Act.ACCEPT, Act.CANCEL),
    State.OFFERED: (Act.SUBMIT, Act.ACCEPT, Act.OFFER),
    State.DISPATCHED: (Act.SUBMIT, Act.ACCEPT, Act.DISPATCH),
}
WAY[State.CLAIMED] = (*WAY[State.DISPATCHED], Act.CLAIM)
WAY[State.SCHEDULED] = (*WAY[State.CLAIMED], Act.SCHEDULE)
WAY[State.IN_SERVICE] = (*WAY[State.CLAIMED], Act.START)
WAY[State.DELIVERED] = (*WAY[State.IN_SERVICE], Act.DELIVER)
WAY[State.UNRATED] = (*WAY[State.DELIVERED], Act.LAPSE)
WAY[State.RATED] = (*WAY[State.DELIVERED], Act.RATE)
WAY[State.CLOSED] = (*WAY[State.RATED], Act.CLOSE)
LEADS_TO = {
    Act.SUBMIT: State.SUBMITTED, Act.ACCEPT: State.ACCEPTED, Act.REFUSE: State.REFUSED,
    Act.TRANSFER: State.TRANSFERRED, Act.CANCEL: State.CANCELLED,
    Act.OFFER: State.OFFERED, Act.DISPATCH: State.DISPATCHED, Act.CLAIM: State.CLAIMED,
    Act.SCHEDULE: State.SCHEDULED, Act.START: State.IN_SERVICE,
    Act.DELIVER: State.DELIVERED, Act.LAPSE: State.UNRATED, Act.RATE: State.RATED,
    Act.CLOSE: State.CLOSED,
}  # fmt: skip
