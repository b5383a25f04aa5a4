import pytest
from tests.tui.conftest import *
from tests.tui.conftest import _quiet_machine
from tests.tui.desk import *
from tests.tui.importing import settled
from qualcode.project import open_project

def wipe_codes(o):
    for p in list(o.codebook().paths.values()):
        if o.codebook().find(p): o.delete_code(p, children="delete", with_codings=True)
def wipe_codings(o): o.uncode([c.id for c in o.codings()])
def wipe_docs(o):
    for d in o.documents(): o.delete_document(d.id)
def wipe_cases(o):
    for c in o.cases(): o.delete_case(c.id)
def undo_all(o):
    while o.next_undo(): o.undo()
WIPES = dict(codes=wipe_codes, codings=wipe_codings, docs=wipe_docs, all=undo_all, cases=wipe_cases)
BEFORE = [[], ["c"], ["e"], ["e","t","e"], ["x"], ["W"], ["W","5"], ["b"], ["m"], ["m","h","i"], ["k"], ["k","down"], ["d"], ["d","e"], ["d","delete"], ["K"],["K","down"],["K","e"],["K","a"],["K","x"],["K","n"],["K","M"],["D"],["D","enter"],["D","tab"],["M"],["O"],["H"],["h"],["f"],["L"],["I"],[":"],["apostrophe","?"],["v","w"],["h","enter"],["f","enter"],["f","e"],["f","down","x"],["O","enter"],["O","e"],["H","o","enter"],["D","tab","tab","c"],["colon","d"],["j"],["slash","o"],["w","i"], ["k","3"], ["l"], ["f", "slash"], ["K","delete"],["K","C"],["K","s"],["K","m"],["K","p"],["K","y"],["D","X"],["D","V","delete"]]
AFTER = [["enter"],["down","right","left","up"],["x"],["e","enter"],["c","enter"],["m","a","ctrl+s"],["u"],["u","y"],["r"],["enter","enter"],["k","enter"],["d","down","enter"],["less_than_sign"],["."],["f","enter"],["b","enter"],["alt+right"],["W","5","enter"],["delete","y"],["tab"],["K","down","enter"],["O","enter"],["escape","tab","x"],["1"],["a","a"], ["y"], ["ctrl+s"], ["f3"], ["S"], ["space","enter"],["l"],["semicolon"],["i"]]

@pytest.mark.parametrize("wipe", list(WIPES))
@pytest.mark.parametrize("before", BEFORE, ids="-".join)
async def test_it(project, wipe, before):
    import random
    project.add_case("Marie"); project.set_attributes("notes-hall", {"site":"B"})
    project.save_memo(__import__("qualcode.model.memo",fromlist=["Subject"]).Subject("coding", project.codings()[0].id), "memo") 
    r = random.Random(str(before)+wipe)
    for after in r.sample(AFTER, 5):
        while project.next_redo(): project.redo()
        bad=None
        try:
          async with screen(project) as (pilot, text):
            put_caret(text, project, "les mots de passe", ) if any(d.name==DELMAS for d in project.documents()) else None
            await pilot.pause()
            for k in before:
                await pilot.press(k)
            await settled(pilot)
            with open_project(project.path, coder="Other") as other:
                WIPES[wipe](other)
            for k in after:
                await pilot.press(k)
            await settled(pilot)
            for s in reversed(pilot.app.screen_stack[1:]):
                if hasattr(s, "look_around"): s.look_around()
            await pilot.press("escape","escape")
            await pilot.pause()
        except BaseException as e:
            import traceback
            tb = traceback.extract_tb(e.__traceback__)
            mine=[f for f in tb if "/qualcode/" in f.filename]
            bad = (type(e).__name__, str(e)[:150], [f"{f.filename.split('qualcode/')[-1]}:{f.lineno}" for f in mine[-5:]])
        if bad: 
            print("BAD", wipe, before, after, *bad)
        assert project.verify()==[]
