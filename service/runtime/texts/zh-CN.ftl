system-set-aside = 刚才的消息没能处理，已经保存并记录，管理员会查看。您可以再试一次。
code-wanted = 您好！请输入书记发给您的邀请码，我就能认出您。
code-refused = 这个邀请码不能用。请向书记要一个新的；多次输错后请过十分钟再试。
bind-in-a-room = 请在支部群里发送 /bind，把那个群设为支部群。
bind-not-allowed = 您没有设置支部群的权限。
bind-done = 已设为“{ $unit }”的支部群。
link-platform = { $account ->
    [telegram] Telegram
    [matrix] Matrix
    [webchat] 网页聊天
   *[other] { $account }
}
link-code =
    绑定码：{ $code }
    请在另一个平台上打开与我的对话，把它发给我。{ $minutes } 分钟内有效，只能用一次，不要转发给别人。
link-open = { $platform }：{ $link }
link-notice = 您刚刚绑定了 { $platform }。如果不是您本人操作，请马上输入“解绑”取消它，并告诉书记。
link-unlinked-here = 这个聊天已解除绑定，之后不会再收到消息。要重新绑定，请输入绑定码或邀请码。
link-already = 这个聊天已经绑定到您本人。请在另一个平台的聊天里输入这个码。
link-conflict = 这个聊天已经绑定了一位成员，不能再用别的码。没有任何改变。
