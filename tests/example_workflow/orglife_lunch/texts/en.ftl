command-lunch = lunch
about-lunch = Ask who eats along
lunch-menu = ＋ Order lunch
lunch-running = 🍚 { $title }
lunch-help = · /lunch asks who eats along, and counts the portions
lunch-new = 🍚 Lunch
lunch-ask-dish = What is for lunch? Just type it.
lunch-ask-closes-at = Until when can people answer? Tap a time, or type one.
lunch-field-dish = Change the dish
lunch-field-closes-at = Change the deadline
lunch-until = Please answer by { $closes }.
lunch-asked = People are answering.
lunch-button-yes = I'll come
lunch-button-no = Not today
lunch-button-count = Count
lunch-noted = { $status ->
    [yes] Noted: there will be a portion for you.
   *[no] All right, none for you.
}
lunch-count = { $n ->
    [one] One portion: { $names }
   *[other] { $n } portions: { $names }
}
lunch-sold-out = There are only { $most } portions, and all are taken.
