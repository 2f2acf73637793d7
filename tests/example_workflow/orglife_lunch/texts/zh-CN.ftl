command-lunch = 订餐
about-lunch = 问一问谁来吃饭
lunch-menu = ＋ 订餐
lunch-running = 🍚 { $title }
lunch-untitled = 未命名的午餐（{ $day }）
lunch-todo = 请说来不来
lunch-help = · 输入“订餐”（或 /lunch）问一问谁来吃饭，报出人数
lunch-new = 🍚 订餐
lunch-ask-title = 今天吃什么？直接打字就行。
lunch-ask-closes-at = 报到什么时候为止？点一个，或输入时间。
lunch-field-title = 改菜名
lunch-field-closes-at = 改截止时间
lunch-invitation = 请在{ $closes }前回答。
lunch-panel = 正在统计。
lunch-button-yes = 我来
lunch-button-no = 不来
lunch-own = { $status ->
    [yes] 记下了，给您留一份。
    [no] 好的，不给您留了。
   *[open] 您还没有回答。
}
lunch-sold-out = 只有 { $most } 份，已经订完了。
lunch-title = { $title }
lunch-status = { $status ->
    [yes] 来
    [no] 不来
   *[open] 未回答
}
