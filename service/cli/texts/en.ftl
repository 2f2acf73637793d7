# What the commands say. Help texts stand beside their commands.

error-settings = The settings can't be used:
error-running = Another OrgLife already uses this database. Stop it first, or set another data_dir or database.url.
error-key = { $problem }
error-sealed = { $problem }
error-control = The running service refused: { $problem }
error-newer = { $problem }
error-died = { $problem }
error-no-answer = { $problem }: look at its log, or stop it and try again
error-no-database = There is no database yet. First: `orglife roster import FILE`
error-port = { $problem }
error-database = The database can't be used: { $problem }
    Check database.url, and that the server runs and lets this user in. `orglife doctor` shows more.
error-no-branch = There is no branch { $name }; there are: { $known }
error-language = --language: { $given } is not known; allowed: { $allowed }
error-log = --log: { $given } is not known; allowed: { $allowed }
error-exists = { $file } exists already: give another name

init-exists = { $file } exists already: edit it, or give another name
init-no-example = { $file } is missing: run this from a checkout of OrgLife, or write orglife.toml by hand
init-written = Written: { $file }
    Next: orglife doctor · orglife roster import FILE · orglife run

run-serving = { $name } · OrgLife serves at { $url } (Ctrl-C stops)
run-empty = Nobody is in the roster yet. In another terminal: orglife roster import FILE

demo-head =
    {"\u000A"}OrgLife · a sample theme day
    One link for each person; open them in tabs of one browser.
    {""}
demo-foot =
    {""}
    The first activity opens in about { $first } seconds; the day takes about { $minutes } minutes. Ctrl-C stops.
demo-bad-day = { $file }: { $problem }

roster-reading = Reading
roster-imported = added: { $added }, changed: { $changed }, unchanged: { $same }, new units: { $units }
roster-would = Dry run, nothing was written. Would be added: { $added }, changed: { $changed }, unchanged: { $same }, new units: { $units }
roster-next = Next: `orglife roster invite` makes a one-time code for each of them.
roster-empty = There is nobody yet. First: `orglife roster import FILE`
roster-nobody = There is nobody called { $name }: `orglife roster list` shows everybody
roster-several = Several people are called { $name }; say which: { $choices }
roster-all-linked = Everybody has a chat already. To invite somebody anew, give their name.
roster-no-links = Each code is typed to OrgLife in a chat. For links, ask again while the service runs (`orglife run`).
roster-column-name = name
roster-column-branch = branch
roster-column-role = role
roster-column-standing = standing
roster-column-language = language
roster-column-timezone = time zone

quiz-preview = { $file }: { $n } questions, { $points } points ({ $kinds })
quiz-kind = { $kind ->
    [single] single
    [several] several
    [truefalse] true/false
    [short] short
    [number] number
    [order] order
   *[match] match
} { $n }
quiz-imported = Bank “{ $bank }” ({ $unit }): added { $added }, changed { $changed }, unchanged { $same }, retired { $retired }
quiz-would = Dry run, nothing was written. Bank “{ $bank }” ({ $unit }): would add { $added }, change { $changed }, leave { $same }, retire { $retired }
quiz-no-banks = There is no question bank yet. First: orglife quiz bank import FILE
quiz-no-bank = There is no bank “{ $name }”; there are: { $known }
quiz-no-format = --format: { $given } is not supported; allowed: { $allowed }
quiz-not-carried = { $ending } can't hold these questions: { $numbers }. Choose another format, such as .xlsx.
quiz-exported = Written: { $file } ({ $n } questions)
quiz-lost = Question { $n }: { $ending } can't hold its { $parts }
quiz-no-question = The bank “{ $bank }” has no question { $keys }; orglife quiz bank show lists the ids
quiz-retired = Retired: { $n }
quiz-back = In use again: { $n }
quiz-version = version { $version } · { $at }
quiz-column-bank = bank
quiz-column-unit = branch
quiz-column-questions = questions
quiz-column-retired = retired
quiz-column-id = id
quiz-column-kind = kind
quiz-column-prompt = question
quiz-column-points = points
quiz-column-version = version
quiz-column-tags = tags
quiz-column-difficulty = difficulty
template-xlsx = { $file }: the template is a workbook; give it a name that ends in .xlsx
template-written = Written: { $file }
    Fill it in, then: orglife { $kind } import { $file }

doctor-settings = settings
doctor-settings-remedy = correct the file; config/orglife.example.toml shows every setting
doctor-defaults = defaults (there is no orglife.toml)
doctor-clock = clock
doctor-clock-remedy = set the clock, best by NTP: deadlines depend on it
doctor-zones = time zone
doctor-holidays = public holidays
doctor-holidays-remedy = correct the file that holidays.corrections names
doctor-folder = data folder
doctor-folder-remedy = let the user who runs orglife write there, or set another data_dir
doctor-to-come = (made when it is first needed)
doctor-key = confidential key
doctor-key-set = set in the settings
doctor-key-remedy = mend the key file as said, or give a Fernet key in confidential.keys
doctor-database = database
doctor-database-remedy = check database.url, and that the server runs and lets this user in
doctor-aside = { $n ->
    [one] one update could not be handled
   *[other] { $n } updates could not be handled
}
doctor-aside-remedy = look for inbox.set_aside in the log; they are kept in the table inbox
doctor-service = running service
doctor-service-remedy = look at its log; /readyz names the part that is not ready
doctor-plans = plans
doctor-plans-remedy = correct [[plans]] in the settings
doctor-adapters = account
doctor-adapters-remedy = check the account's table under [adapters]

db-not-sqlite = This command copies SQLite files. For PostgreSQL use its own tool: pg_dump --format=custom --file=FILE DATABASE
db-backup-failed = { $file } could not be copied: { $problem }
db-backed-up = { $source } → { $target } ({ $kilobytes } KiB)
db-keep-key = The key for confidential text is not in the copy: keep { $file } in another safe place.
db-where = database: { $where }
db-revision = revision: { $revision } (newest: { $newest })
db-size = size: { $kilobytes } KiB
db-count-units = units: { $n }
db-count-people = people: { $n }
db-count-identities = linked chats: { $n }
db-count-rooms = rooms: { $n }
db-count-banks = question banks: { $n }
db-count-templates = templates: { $n }
db-count-activities = activities: { $n }
db-count-entries = parts of people in them: { $n }
db-count-journal = lines of the journal: { $n }
db-waiting-inbox = updates waiting: { $n }
db-set-aside = updates set aside: { $n }
db-waiting-outbox = messages waiting: { $n }
db-dead = messages given up: { $n }
db-timers = timers set: { $n }
db-resealed = Sealed anew: { $n }
db-unreadable = { $n ->
    [one] One sealed text can't
   *[other] { $n } sealed texts can't
} be opened with the keys given, and stays as it is. Add the key it was sealed with to confidential.keys, after the newest one, and run this again.
db-drop-key = The older keys may be taken out of confidential.keys now. Backups made before still need them.
db-key-renewed = The new key is in { $file }. Keep { $retired } with the backups made before, which need it; else delete it.
branch-no-account = The settings have no account “{ $name }”; there are: { $known }
branch-same-account = --from and --to are both “{ $name }”, so there is nothing to move
branch-there = Members who are on { $target } already: { $n }. Reminders go there now, and what stood open is offered there again.
branch-room-moved = The room of “{ $name }” is on { $target } now: what is going on was posted in it, and the old one is left.
branch-room-missing = “{ $name }” has no room on { $target } yet. Make one, let OrgLife in, and have the secretary send /bind there; until then the old room is used.
branch-room-hosted = The room of “{ $name }” on { $target } is made as soon as a member comes in; until then the old room is used.
branch-not-there = Members who are not on { $target } yet: { $n }. Until they are, they are served where they were. Send each their own code (good for 14 days, once; this command makes new ones when it is given again):
branch-done = Every member is on { $target }.
doctor-room = room of “{ $name }”
doctor-room-lacks = { $right ->
    [text] may not write there
    [files] may not send files there
    [polls] may not send polls there
    [topic] its topic is closed
   *[out] not in the room any more
}
doctor-room-remedy = { $right ->
    [topic] open the topic, or make the bot an administrator who may manage topics
    [out] add the bot to the room again; if there is a new room, send /bind in it
   *[text] allow it in the room's permissions, or make the bot an administrator
}
kept-none = There is no template yet. In the chat, open an activity and tap “More actions… → Save as a template”.
kept-column-name = template
kept-column-kind = kind
kept-column-unit = branch
kept-column-by = saved by
kept-column-at = when
kept-unknown = There is no template “{ $name }”; there are: { $known }
kept-several = There are several templates “{ $name }” ({ $units }); say which with --branch
kept-bad-file = { $file }: no template that can be used: { $problem }
kept-exported = The template “{ $name }” is written to { $file }
kept-imported = The template “{ $name }” is kept for { $unit }
kept-replaced = The template “{ $name }” of { $unit } is replaced
kept-confirm = Delete the template “{ $name }”? It can't be brought back
kept-dropped = The template “{ $name }” is deleted
doctor-no-template = there is no template “{ $name }” (of kind { $kind }) in that branch or above it
doctor-no-template-remedy = save an activity under this name in the chat, or use orglife template import; without it nothing can begin
