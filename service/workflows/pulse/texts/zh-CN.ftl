# 思想动态：两三个问题，不记名

command-pulse = 思想动态|心情|pulse
about-pulse = 不记名问两三个问题，看大家近来怎样
pulse-menu = ＋ { -pulse }
pulse-running = 🌡 { $title }
pulse-untitled = { -pulse }（{ $day }）
pulse-help = · 输入“{ -pulse }”不记名问大家两三个问题，看一看趋势
pulse-status = { $status ->
        [answered] 已回答
       *[none] 未回答
    }
pulse-todo = 请点几下，不记名

pulse-new = { -pulse }
pulse-name = { $year }年{ $month }月{ -pulse }
pulse-heading = 🌡 { $title }
pulse-panel = { $phase ->
        [draft] 会请大家不记名回答这几个问题（1 很不好 — 5 很好），{ $closes }截止。满 { $fewest } 人才统计，谁答了什么，谁也看不到。
        [open] 正在请大家回答，{ $closes }截止。满 { $fewest } 人才统计，截止以后只看平均。
       *[other] 这次不办了。
    }
pulse-ask-questions = 问什么？一行一个问题，最多 { $most } 个，用 1（很不好）到 5（很好）来回答，例如“最近工作和学习顺心吗？”。
pulse-bad-questions = 请写 1 到 { $most } 个问题，一行一个，每个不超过 { $long } 个字。
pulse-ask-closes = 什么时候截止？点一个，或写一个时间。
pulse-ask-plan-minutes = 开放多久？
pulse-field-plan-minutes = 开放多久：{ $value }

pulse-invitation = 想听听您近来怎样：{ $n } 个问题，点数字就行，{ $closes }截止。
    不记名：答案加密保存，只算平均，满 { $fewest } 人回答才统计，统计完就删去；谁答了什么，发起的人也看不到。
pulse-question = { $n }/{ $of } { $question }
    （1 很不好，2 不太好，3 一般，4 比较好，5 很好）
pulse-thanks = 谢谢，收到了。想找人谈谈的话，点下面就行；这和您的回答没有关系。

pulse-over = 已截止，{ $n ->
        [0] 谢谢大家。
       *[other] { $n } 人回答，谢谢大家。
    }
pulse-too-few = 已截止。回答的不到 { $fewest } 人，不统计，答案已经删去。
pulse-counted = 已截止，{ $n } 人回答。平均分（1—5）：
pulse-result = · { $question }
    　{ $trend }
pulse-average = { $day } { $end ->
        [low] 1.5 以下
        [high] 4.5 以上
       *[no] { NUMBER($value, minimumFractionDigits: 1) }
    }
pulse-fell = 　⚠ 比前几次低了 { NUMBER($less, minimumFractionDigits: 1) }，可以找大家谈谈。

pulse-button-answer = 开始回答
pulse-button-again = 重新回答
pulse-button-wish = 我想找人谈谈
pulse-button-questions = 改问题
pulse-button-closes = 改截止时间
pulse-button-talk = 约大家谈谈
