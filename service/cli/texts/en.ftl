# What the commands say. Help texts stand beside their commands.

error-settings = The settings are invalid:
error-running = Another OrgLife process is already using this database. Stop it first, or set another data_dir or database.url.
error-key = { $problem }
error-sealed = { $problem }
error-control = The running service refused: { $problem }
error-newer = { $problem }
error-died = { $problem }
error-no-answer = { $problem }: check its log, or stop it and try again
error-no-database = There is no database yet. First: `orglife roster import FILE`
error-port = { $problem }
error-half-restored = { $problem }
error-lost-database = { $problem }
error-storage-file = { $what } was deleted or replaced while the service was running, so it stopped. What it acknowledged until then may be only in the lost file. Put the file back, or run orglife db restore, then start again.
error-storage-damaged = { $what } is damaged, so the service stopped; no message was set aside for it. Check the disk, then run orglife db restore with the newest backup.
error-storage-lock = The lock file { $what } was deleted or replaced, so the service stopped: another process might use the database. Make sure that none does, then start again.
error-storage-server = The connection that locks the database { $what } was lost, so the service stopped: another process might use it by now. Start it again; it refuses if that is so.
error-database = The database can't be used: { $problem }
    Check database.url, and that the server is running and accepts this user. `orglife doctor` shows more.
error-no-branch = There is no branch { $name }; known branches: { $known }
error-language = --language: unknown value { $given }; allowed: { $allowed }
error-log = --log: unknown value { $given }; allowed: { $allowed }
error-exists = { $file } already exists: choose another name

system-file = { $file }: { $problem }
system-missing = there is no such file or folder
system-denied = you are not allowed to; check who owns it
system-full = the disk is full; make room and try again

usage-command = There is no command { $given }.
usage-option = There is no option { $given }.
usage-closest = Did you mean { $closest }?
usage-missing = { $given } is missing.
usage-no-command = Which command?
usage-extra = Too many arguments: { $given }
usage-no-value = { $given } needs a value.
usage-flag = { $given } takes no value.
usage-value = { $given }: { $problem }
usage-help = How to call it: { $command } --help

init-exists = { $file } already exists: edit it, or choose another name
init-no-example = { $file } is missing: run this from a checkout of OrgLife, or write orglife.toml by hand
init-written = Wrote { $file }
    Next: orglife doctor · orglife roster import FILE · orglife run

run-serving = { $name } · OrgLife is running at { $url } (Ctrl-C stops it)
run-empty = The roster is empty. In another terminal: orglife roster import FILE

demo-head =
    {"\u000A"}OrgLife · a sample theme day
    Open the secretary's link first, then a member's: one link a person, in tabs of one browser.
    {""}
demo-foot =
    {""}
    The first activity opens in about { $first } seconds; the day takes about { $minutes } minutes. Ctrl-C stops it.
demo-bad-day = { $file }: { $problem }

roster-reading = Reading
roster-imported = added: { $added }, changed: { $changed }, unchanged: { $same }, new units: { $units }
roster-would = Dry run, nothing was written. Would add: { $added }, change: { $changed }, leave unchanged: { $same }, create units: { $units }
roster-next = Next: `orglife roster invite` creates a one-time code for each of them.
roster-empty = The roster is empty. First: `orglife roster import FILE`
roster-nobody = No one is called { $name }: `orglife roster list` shows everyone
roster-several = Several people are called { $name }; choose one: { $choices }
roster-all-linked = Everyone has a chat already. To invite someone again, give their name.
roster-sheet =
    Slips written to { $file }, one for each person: open it in a browser, print it, cut it, and hand them out.
    It holds links that let people in. Keep it safe, and delete it afterwards.
roster-no-sheet = Can't write { $file }: { $problem }. The codes above are good all the same.
sheet-title = Invitations
sheet-language = en
sheet-note = Print, cut along the dashed lines, and hand each slip to its person. Whoever has a link can use it; it works once, for 14 days. Delete this file afterwards.
sheet-how-link = Scan the code with your phone, or open the address above, and tap “Enter”. There is nothing to register and no password. It works once, for 14 days. Don't share it.
sheet-how-code = Open your chat with OrgLife and send it the code below. It works once, for 14 days. Don't share it.
sheet-code = Invitation code
address-machine = { $url } opens on this machine only, not on members' phones. Set `base_url` in [web] to the address that phones use (docs/installation.md, “Behind a proxy”).
address-network = { $url } opens inside the local network only, not on phones elsewhere. If they need it, set `base_url` in [web] to a public address.
address-plain = { $url } is not encrypted (not https): what people write can be read on the way. Put a proxy with TLS in front.
doctor-address = address
doctor-proxies = proxy
doctor-proxies-none = base_url is set, and trusted_proxies is not
doctor-proxies-remedy = set `trusted_proxies` in [web] to the proxy's address, such as ["127.0.0.1", "::1"]; otherwise everybody seems to come from one address, and wrong codes of one slow down all
run-local = On this machine: { $url }
roster-column-name = name
roster-column-branch = branch
roster-column-group = group
roster-column-role = post
roster-column-standing = standing
roster-column-status = chat
roster-column-language = language
roster-column-timezone = time zone
roster-status-joined = joined
roster-status-no = not yet
roster-status-left = left
roster-doubt-name = Is { $name } in { $branch } the same person as { $known } in { $there }, and has moved?
roster-doubt-contact = { $name } in { $branch } has the contact of { $known } in { $there }. Is it the same person?
roster-doubt-look = { $name } in { $branch } looks like { $known }. Is it the same person?
roster-unknown-leaver = { $name }: not in the roster, skipped.
roster-no-role = The role “{ $role }” is not known. Use one of: { $known }; or a post.
roster-nothing-to-change = Say what shall change: a role, --standing or --group.
member-is-left = leaves: { $name }
member-is-returned = comes back: { $name }
member-is-moved = moves: { $name }, { $before } → { $after }
member-is-changed = changes: { $name }
member-is-same = { $name }: no change
member-going-on =     still going on: { $title }
member-chats =     chats that get no more messages: { $n }
member-confirm = Are you sure?
member-signed-out = { $name } is signed out of { $n ->
    [one] one session
   *[other] { $n } sessions
}{ $ways ->
    [yes] , and comes in only by a link from the chat until they set up a new passkey
   *[no] {""}
}
member-done = Done. Whoever keeps the roster there is told in one message.

quiz-skipped = { $n } error(s): those questions are left out, the other { $kept } are taken:
quiz-preview = { $file }: { $n } questions, { $points } points ({ $kinds })
quiz-kind = { $kind ->
    [single] single answer
    [several] multiple answers
    [truefalse] true/false
    [short] short answer
    [number] number
    [order] ordering
   *[match] matching
} { $n }
quiz-imported = Bank “{ $bank }” ({ $unit }): added { $added }, changed { $changed }, unchanged { $same }, retired { $retired }
quiz-would = Dry run, nothing was written. Bank “{ $bank }” ({ $unit }): would add { $added }, change { $changed }, leave { $same }, retire { $retired }
quiz-no-banks = There are no question banks yet. First: orglife quiz bank import FILE
quiz-no-bank = There is no bank “{ $name }”; known banks: { $known }
quiz-no-format = --format: { $given } is not supported; allowed: { $allowed }
quiz-not-carried = { $ending } can't represent these questions: { $numbers }. Choose another format, such as .xlsx.
quiz-exported = Wrote { $file } ({ $n } questions)
quiz-lost = Question { $n }: { $ending } can't represent its { $parts }
quiz-no-question = The bank “{ $bank }” has no question { $keys }; orglife quiz bank show lists the ids
quiz-retired = Retired: { $n }
quiz-back = Restored: { $n }
quiz-version = version { $version } · { $at }
quiz-column-bank = bank
quiz-column-unit = branch
quiz-column-questions = questions
quiz-column-retired = retired
quiz-column-id = id
quiz-column-kind = type
quiz-column-prompt = question
quiz-column-points = points
quiz-column-version = version
quiz-column-tags = tags
quiz-column-difficulty = difficulty
template-xlsx = { $file }: the template is a workbook; choose a name ending in .xlsx
template-written = Wrote { $file }
    Fill it in, then run: orglife { $kind } import { $file }

doctor-settings = settings
doctor-settings-remedy = correct the file; config/orglife.example.toml shows every setting
doctor-defaults = defaults (there is no orglife.toml)
doctor-clock = clock
doctor-clock-remedy = set the clock, preferably with NTP: deadlines depend on it
doctor-zones = time zone
doctor-holidays = public holidays
doctor-holidays-remedy = correct the file named by holidays.corrections
doctor-folder = data folder
doctor-folder-remedy = let the user who runs orglife write there, or set another data_dir
doctor-to-come = (created when first needed)
doctor-key = confidential key
doctor-key-set = set in the settings
doctor-key-remedy = fix the key file as described, or put a Fernet key in confidential.keys
doctor-database = database
doctor-line = way to the database
doctor-line-open = the database is on another machine, and nothing makes sure that it is the right one and that nobody reads along
doctor-line-remedy = add `?sslmode=verify-full` to database.url, and `&sslrootcert=` with the file of your own authority if it has one
doctor-database-remedy = check database.url, and that the server is running and accepts this user
doctor-aside = { $n ->
    [one] 1 update couldn't be processed
   *[other] { $n } updates couldn't be processed
}
doctor-aside-remedy = look for inbox.set_aside in the log; the updates are kept in the table inbox
doctor-damaged-remedy = check the disk, then run orglife db restore with the newest backup
doctor-service = running service
doctor-service-remedy = check its log; /readyz names the part that is not ready
doctor-plans = plans
doctor-plans-remedy = correct [[plans]] in the settings
doctor-adapters = account
doctor-adapters-remedy = check the account's table under [adapters]

db-no-folder = There is no folder { $folder }: create it first, or choose another place
db-not-sqlite = This command copies SQLite files. For PostgreSQL, use its own tool: pg_dump --format=custom --file=FILE DATABASE
db-backup-failed = Couldn't copy { $file }: { $problem }
db-backed-up = { $source } → { $target } ({ $kilobytes } KiB)
db-keep-key = The backup does not include the key for confidential text: keep { $file } in another safe place.
restore-not-sqlite = This command restores SQLite files. For PostgreSQL, use its own tool: pg_restore --clean --dbname={ $database } FILE
restore-no-file = There is no file { $file }
restore-not-own = { $file } is no backup of OrgLife's database: name the file you gave to `orglife db backup`; the others next to it are found by themselves
restore-part-missing = { $file } belongs to this backup and is missing: put it next to the other file. Neither may be restored without the other.
restore-strangers = { $file } and { $other } are from different backups: restoring them together would lose or repeat messages
restore-damaged = { $file } is damaged, and nothing was changed: { $problem }
restore-newer = { $file } was written by a newer OrgLife, and nothing was changed: install that version first
restore-unmarked = { $file } was written by an older OrgLife, or copied by hand: whether its files belong together can't be checked
restore-made-at = { $file }: backup of { $when }, sound and complete
restore-older = It is at revision { $revision }; the next start brings it to { $newest }.
restore-would = would be restored: { $copy } → { $file }
restore-would-set-aside = would be set aside: { $file }
restore-dry = Nothing was changed.
restore-done = restored: { $copy } → { $file }
restore-aside = set aside: { $file }
restore-no-key = { $file } is missing: put back the key you kept with this backup, otherwise nobody can read the encrypted text
restore-next = Now start the service (orglife run) and check it (orglife doctor). What happened after the backup is not in it: tell your members. Once all is well, you can delete what was set aside.
db-where = database: { $where }
db-revision = revision: { $revision } (latest: { $newest })
db-size = size: { $kilobytes } KiB
db-count-units = units: { $n }
db-count-people = people: { $n }
db-count-identities = linked chats: { $n }
db-count-rooms = rooms: { $n }
db-count-banks = question banks: { $n }
db-count-templates = templates: { $n }
db-count-activities = activities: { $n }
db-count-entries = individual parts in activities: { $n }
db-count-journal = journal entries: { $n }
db-waiting-inbox = pending updates: { $n }
db-set-aside = updates set aside: { $n }
db-waiting-outbox = pending messages: { $n }
db-dead = undeliverable messages: { $n }
db-timers = timers set: { $n }
db-resealed = Re-encrypted with the new key: { $n }
db-unreadable = { $n ->
    [one] 1 encrypted text
   *[other] { $n } encrypted texts
} can't be decrypted with the given keys and { $n ->
    [one] stays as it is
   *[other] stay as they are
}. Add the key they were encrypted with to confidential.keys, after the newest one, and run this again.
db-drop-key = You can now remove the older keys from confidential.keys. Earlier backups still need them.
db-key-renewed = The new key is in { $file }. Earlier backups still need { $retired }: keep it with them, or delete it if there are none.
branch-no-account = The settings have no account “{ $name }”; known accounts: { $known }
branch-same-account = --from and --to are both “{ $name }”, so there is nothing to move
branch-there = Members already on { $target }: { $n }. Their reminders now go there, and open questions are offered there again.
branch-room-moved = The room of “{ $name }” is now on { $target }: open activities were posted there, and the old room is no longer used.
branch-room-missing = “{ $name }” has no room on { $target } yet. Create one, add OrgLife, and have the secretary send /bind (on Matrix !bind) there. Until then the old room is used.
branch-room-hosted = The room of “{ $name }” on { $target } is created as soon as a member joins. Until then the old room is used.
branch-not-there = Members not yet on { $target }: { $n }. Until they join, messages reach them where they were. Send each their own code (valid once, for 14 days; running this command again creates new codes):
branch-done = Every member is on { $target }.
doctor-room = room of “{ $name }”
doctor-room-lacks = { $right ->
    [text] can't write there
    [files] can't send files there
    [polls] can't send polls there
    [topic] its topic is closed
   *[out] no longer in the room
}
doctor-room-remedy = { $right ->
    [topic] reopen the topic, or make the bot an administrator who can manage topics
    [out] add the bot to the room again; if there is a new room, send /bind (on Matrix !bind) in it
   *[text] allow it in the room's permissions, or make the bot an administrator
}
kept-none = There are no templates yet. In the chat, open an activity and tap “More actions… → Save as template”.
kept-column-name = template
kept-column-kind = kind
kept-column-unit = branch
kept-column-by = saved by
kept-column-at = when
kept-unknown = There is no template “{ $name }”; known templates: { $known }
kept-several = Several templates are named “{ $name }” ({ $units }); choose one with --branch
kept-bad-file = { $file } is not a usable template: { $problem }
kept-exported = Wrote the template “{ $name }” to { $file }
kept-imported = Saved the template “{ $name }” for { $unit }
kept-replaced = Replaced the template “{ $name }” of { $unit }
kept-confirm = Delete the template “{ $name }”? This can't be undone
kept-dropped = Deleted the template “{ $name }”
doctor-no-template = there is no template “{ $name }” (kind { $kind }) in that branch or above it
doctor-no-template-remedy = save an activity under this name in the chat, or use orglife template import; otherwise nothing can start
privacy-no-readings = No one has read or exported anything about { $name }.
privacy-exported = Everything that is kept about { $name } is in { $file }. Hand it to them, and delete the file.
privacy-erases = Erase the data of { $name }? Health and whereabouts, private texts, their conversation with OrgLife and what they wrote in activities that are over go for good; { $left ->
    [yes] so do their contact and chats. The name stays in the records.
   *[no] the roster row stays while they belong.
} The journal keeps what was done, not the words. Backups made before still hold everything: see docs/privacy.md.
privacy-erased = The data of { $name } is erased. The web chat is emptied as soon as the service runs.
privacy-no-format = { $file }: end the name with .docx or .md.
privacy-assessed = Written: { $file }. Please fill in what is open and have it signed; keep it for three years.
doctor-abroad = { $name } · servers abroad
doctor-abroad-unset = the servers of this platform are abroad, and `abroad` is not set
doctor-abroad-remedy = set `abroad = true` and `recipient` in [adapters.{ $name }]: members are asked for a separate consent first, and nothing sensitive is sent there (docs/privacy.md)
doctor-recipient-unset = `abroad` is set, but not who runs the servers
doctor-recipient-remedy = set `recipient` in [adapters.{ $name }] to a name and an address: the consent has to name them
assess-title = Personal information protection impact assessment: { $name }
assess-made = Made { $day } from the settings of OrgLife. A template: what is marked ☐ has to be filled in by whoever is responsible. Keep it, with the record of processing, for at least three years (PIPL, article 56).
assess-who = 1. Who is responsible
assess-controller = Responsible: { $controller }. Contact for rights and complaints: { $contact }. Version of the notice: { $version }.
assess-missing = not set yet: `contact` in [privacy]
assess-what = 2. What is processed, for what, how, and how long
assess-column-kind = Data and purpose
assess-column-how = How it is protected
assess-column-days = How long
assess-kind-roster = Name, branch, group, role, standing, contact, language, time zone: to know who belongs where
assess-how-roster = Not encrypted in the database; visible within the organization
assess-kind-chats = Accounts on chat platforms: to reach members
assess-how-chats = Linked by one-time codes; the member can unlink
assess-kind-parts = Answers, scores, contributions, votes, sign-ups, hours: organizational life and its records
assess-how-parts = By role; anonymous contributions encrypted
assess-kind-talks = Times, form and topics of talks; notes, follow-ups, what members confide: care for members
assess-how-talks = Texts encrypted; notes only for those whose role allows it; every reading is recorded
assess-kind-circumstances = Health and whereabouts (sensitive): to support those in need
assess-how-circumstances = Only after a separate consent, encrypted, deleted when it is withdrawn; never sent abroad
assess-kind-reports = Members' reports with sensitive questions, such as health or journeys: to look after members
assess-how-reports = Only after a separate consent, sealed as a whole, deleted when it is withdrawn; read by whom the rule file names in the unit itself; every reading is recorded; never sent abroad
assess-kind-messages = Messages to members and what they type: to run activities
assess-how-messages = Private texts encrypted; emptied once sent or handled
assess-kind-journal = The journal: who did what when
assess-how-journal = Confidential events encrypted; words can be erased, acts stay
assess-kind-consents = Notices and consents with version, hash and time: proof
assess-how-consents = Never changed, only added to
assess-days = { $n } days
assess-record = As the records of the organization require
assess-readers = 3. Who can read it
assess-readers-about = Each role, in the holder's own unit and below:
assess-column-role = Role
assess-column-may = May
assess-where = 4. Where it goes
assess-column-account = Account
assess-column-abroad = Servers abroad
assess-column-recipient = Recipient
assess-yes = yes: separate consent, nothing sensitive
assess-no = no
assess-risks = 5. Risks and measures
assess-risk-admin = Whoever has both the data folder and the key can read everything. Measures: two people, key apart from backups, ☐ who: ____
assess-risk-abroad = An account abroad passes data out of the country (articles 38 to 40). Measures: none if there is none; else separate consent, a standard contract or other ground: ☐ ____
assess-risk-rooms = What is posted in a group is seen by everyone in it and by its platform. Measures: only members in the room, ☐ checked on ____
assess-risk-backup = Backups keep what was erased until they expire. Measures: they expire after ☐ ____ days
assess-risk-leak = A lost phone, an invitation passed on. Measures: devices are listed and can be signed out; codes work once
assess-risk-secretary = Somebody reads more than their duty asks. Measures: every reading of a note is recorded; members see it under “my data”
assess-open = 6. To be filled in
assess-open-basis = Legal basis of each purpose (article 13), and why consent is or is not it:
assess-open-necessity = Why each kind of data is necessary, and what is done without:
assess-open-rights = Who answers requests of members, and within how many days:
assess-open-incident = Who is told of an incident, when and how (article 57):
assess-open-training = Who was trained, when:
assess-sign = Conclusion: ☐ acceptable ☐ acceptable with measures ☐ not acceptable. Signed: ____________ Date: ____________

rules-read = { $file }: { $name }, version { $version } ({ $date }): it can be used.
    Votes { $votes }, meetings { $meetings }, duties { $duties }, reports { $reports }, study norms { $study }, without a vote { $voteless }, exclusions { $exclusions }, checks { $checks }, matters { $matters }.
rules-procedure-read = { $file }: { $name }, version { $version } ({ $date }): it can be used under the rules “{ $rules }”. Its steps, and who takes them:
rules-doubtful = For { $n } of them no source was found. They are defaults for the organization to confirm:
rules-hold = { $unit }: { $name }, version { $version } ({ $date }), { $file }
rules-off = (off)
rules-source = Source: { $source }, article { $article }; { $confidence ->
        [twice] found in two places
        [once] found in one place
       *[default] a default to be confirmed
    }{ $level ->
        [local] , what some places do
       *[central] {""}
    }
rules-override = ↳ { $changed } = { $value } (settings: organization.overrides, item { $number }, { $unit })
rules-no-unit = organization.overrides, item { $number }: there is no unit called { $unit }, so it has no effect
doctor-rules = rules
doctor-rules-remedy = correct the rule file, or organization.rules and organization.overrides in the settings; orglife rules check lists every mistake
archive-made = The archive is in { $file }. SHA-256: { $sum }
archive-none = { $why ->
    [no_year] { $year } has not begun, or is too early.
    [too_much] The year holds too much for one archive. Make one for each unit below.
   *[other] There is no such unit.
}
archive-file = { $what ->
    [differs] Changed: { $name }
    [missing] Missing: { $name }
   *[added] Added: { $name }
}
archive-no-sums = { $file } has no list of checksums (SHA256SUMS): it is no archive of a year, or the list was removed.
archive-unreadable = { $file } is no zip file, or is damaged.
archive-good = { $n ->
    [one] The one file is as listed.
   *[other] All { $n } files are as listed.
} SHA-256 of the whole: { $sum }
api-no-scope = { $given }: scopes are { $allowed }, with commas between them.
api-not-entitled = { $name } may not see the figures of the dashboard, so nothing can be read with their rights.
api-token-made = The token is shown only this once and is good for { $days } days. Store it in the system that uses it. To end it: orglife api end token NUMBER.
api-no-address = { $given }: an address begins with https:// (http:// too once web.private_webhooks is on).
api-webhook-made = The secret that signs is shown only this once. { $url } is told of activities that close, signed as Standard Webhooks have it.
api-none = There is no token and no webhook yet.
api-no-such = { $what }: it is token or webhook.
api-not-there = There is no { $what } { $n }, or it has ended.
api-ended = { $what } { $n } has ended.

capacity-platform = There is no platform “{ $given }”; there are: { $allowed }.
capacity-head = { $members ->
    [one] One member
   *[other] { $members } members
}, a quiz for everybody that is open for { $minutes } minutes:
capacity-taps =   taps a second: { $mean } on average, { $peak } when all are told at once
capacity-day =   the same over 24 hours: { $taps } a second
capacity-processes =   processes: { $processes }, on { $cells ->
    [one] one PostgreSQL
   *[other] { $cells } PostgreSQLs, each for the units of 200,000 members at most
}
capacity-bots =   Telegram bots that write to everybody within { $minutes } minutes: { $bots }
capacity-servers =   Synapse homeservers: { $taps } for taps one by one, { $papers } for a whole paper in one message
capacity-year =   a year: { $events } events a day, { $rows } rows, { $gigabytes } GB
capacity-window = The platform is what limits, and a longer time to answer is what costs least.
