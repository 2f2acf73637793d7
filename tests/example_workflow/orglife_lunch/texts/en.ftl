command-lunch = lunch
about-lunch = Ask who eats along
lunch-menu = ＋ Order lunch
lunch-running = 🍚 { $title }
lunch-untitled = Untitled lunch ({ $day })
lunch-todo = say whether you come
lunch-help = · /lunch asks who eats along, and counts the portions
lunch-new = 🍚 Lunch
lunch-ask-title = What is for lunch? Just type it.
lunch-ask-closes-at = Until when can people answer? Tap a time, or type one.
lunch-field-title = Change the dish
lunch-field-closes-at = Change the deadline
lunch-invitation = Please answer by { $closes }.
lunch-panel = People are answering.
lunch-button-yes = I'll come
lunch-button-no = Not today
lunch-own = { $status ->
    [yes] Noted: there will be a portion for you.
    [no] All right, none for you.
   *[open] You haven't answered yet.
}
lunch-sold-out = There are only { $most } portions, and all are taken.
lunch-title = { $title }
lunch-status = { $status ->
    [yes] Coming
    [no] Not coming
   *[open] No answer
}
