"""Three years of a branch's admissions under the manual clock: all 25 steps, one after another."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from service.core.calendar import shown
from service.core.events import MemberLeft
from service.core.people import Person
from service.core.rulebook.procedures import SUBJECT, SUPERIOR, Evidence
from service.core.workflow import Decision, Rejected
from service.sdk.testing import BRANCH, CHAIR, LI, NEIGHBOUR, SECRETARY, ZHANG, Harness
from service.workflows.procedure import order
from tests.workflows.procedure.cases import BAI, HE, PEOPLE, bring, case, folder, held, office

APPLICANTS = (BAI, 11, 12, 13)
ROSTER = PEOPLE.with_people(
    [Person(each, f"申请人{each}", BRANCH, standing="applicant") for each in APPLICANTS[1:]]
)
ROLES = {"contact": (ZHANG,), "introducer": (ZHANG, HE)}


def who(life: Harness, step: str) -> int:
    """Who takes the step, by the file."""
    called = folder(life).rule.step(step).who[0]
    if called in (SUBJECT, SUPERIOR):
        return folder(life).subject if called == SUBJECT else CHAIR
    return {"contact": ZHANG, "introducer": ZHANG, "committee": LI}.get(called, SECRETARY)


def take(life: Harness, step: str, *, but: str = "") -> None:
    """The step with all its papers; whatever has to be held is held this morning. `but`: a kind of
    evidence that is left."""
    rule = folder(life).rule.step(step)
    for at, item in enumerate(rule.evidence):
        if item.kind == but:
            continue
        if item.kind in ("meeting", "vote", "talk"):
            held(life, counts(item), life.now - timedelta(minutes=1), (SECRETARY, BAI, *APPLICANTS))
        named = ROLES.get(item.role, ())
        outcome = bring(life, step, at, who(life, step), named=named)
        assert isinstance(outcome, Decision), (step, life.refusal())
        if item.kind == "notice":
            life.advance(days=8)


def counts(item: Evidence) -> str:
    return {"talk": "talk", "vote": f"vote:{item.of[0] if item.of else ''}"}.get(
        item.kind, item.of[0] if item.of else ""
    )


def wait_for(life: Harness, step: str) -> None:
    """Until its first day, with the records of the meantime: a day earlier it is refused."""
    turn_day = first_day(life, step)
    repeated = {"s07": "s06", "s22": "s21"}.get(step)
    eve = datetime.combine(turn_day - timedelta(days=1), datetime.min.time(), UTC)
    months = 6 if step == "s07" else 3
    while repeated and life.now < eve - timedelta(days=31 * months):
        life.advance(days=31 * months)
        bring(life, repeated, 0, ZHANG)
    if repeated:
        bring(life, repeated, 0, ZHANG)
    life.advance(eve + timedelta(hours=4))
    outcome = life.press("give", step, 0, actor=who(life, step))
    assert isinstance(outcome, Rejected)
    assert outcome.code == "procedure.early"
    life.advance(days=1)


def first_day(life: Harness, step: str) -> date:
    """The first day of the step, counted by hand: a year after the one it hangs on."""
    since = {"s07": "s03", "s22": "s15"}[step]
    done = folder(life).taken(since)
    assert done is not None
    return done.on.replace(year=done.on.year + 1)


def until_prospect(life: Harness) -> None:
    for step in ("s01", "s02", "s03", "s04", "s05", "s06"):
        take(life, step)
        life.advance(days=3)
    wait_for(life, "s07")
    take(life, "s07")


def until_received(life: Harness) -> None:
    for step in ("s08", "s09", "s10", "s11", "s12", "s13", "s14", "s15", "s16", "s17"):
        take(life, step)
        life.advance(days=2)


def until_conversion(life: Harness) -> None:
    for step in ("s18", "s19", "s20", "s21"):
        take(life, step)
        life.advance(days=2)
    wait_for(life, "s22")
    take(life, "s22")


def begun(person: int) -> Harness:
    life = case("admission", ROSTER, person)
    life.advance(hours=1)
    return life


def test_an_admission_goes_through_all_25_steps_to_the_end() -> None:
    life = begun(BAI)
    until_prospect(life)
    until_received(life)
    until_conversion(life)
    for step in ("s23", "s24", "s25"):
        take(life, step)
    assert life.state.phase == "done"
    record = folder(life)
    days = {each.step: each.on for each in record.done}
    assert len(days) == 23, "two are repeated"
    assert days["s07"] == days["s03"].replace(year=days["s03"].year + 1)
    assert days["s22"] == days["s15"].replace(year=days["s15"].year + 1)
    assert order.times(record, record.rule.step("s06")) >= 2
    assert "已按期转正" in life.heard(BAI)
    life.press("folder")
    assert "缺材料的步骤 0 个，不对的 0 处" in life.heard(SECRETARY)


def test_one_moves_and_the_time_goes_on_counting() -> None:
    life = begun(13)
    for step in ("s01", "s02", "s03", "s04", "s05", "s06"):
        take(life, step)
    chosen = folder(life).taken("s03")
    life.advance(days=100)
    moved = Person(13, "申请人13", NEIGHBOUR, standing="activist")
    others = [Person(14, "周书记", NEIGHBOUR, role="secretary"), Person(15, "吴丽", NEIGHBOUR)]
    life.roster = life.roster.with_people([moved, *others])
    life.do(MemberLeft(13))
    (start,) = [each for each in life.effects(object) if hasattr(each, "details")]  # type: ignore[arg-type]
    there = office("admission", life.roster, unit=NEIGHBOUR, now=life.now)
    there.begin(start.details, by=None)
    assert folder(there).taken("s03") == chosen
    assert "材料和已满的时间都接着算" in there.heard(14)
    there.press("rename", "contact", actor=14)
    there.answer("rename.contact", "吴丽", 14)
    there.advance(datetime(2027, 3, 6, 12, tzinfo=UTC))
    bring(there, "s06", 0, 15)
    bring(there, "s06", 0, 15)
    assert shown(there.now, "Asia/Shanghai").date() >= date(2027, 3, 6)
    assert isinstance(there.press("give", "s07", 0, actor=14), Decision)
