system-set-aside = 刚才的消息没能处理，已经保存并记录，管理员会查看。您可以再试一次。
code-wanted = 您好！请输入书记发给您的邀请码，我就能认出您。
code-refused = 这个邀请码不能用。请向书记要一个新的；多次输错后请过十分钟再试。
bind-in-a-room = 请在支部群里发送 /bind，把那个群设为支部群。
bind-not-allowed = 您没有设置支部群的权限。
bind-done = 已设为“{ $unit }”的支部群。
