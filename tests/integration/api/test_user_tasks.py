"""User tasks through the API: finding, taking, filling in, completing."""

from concurrent.futures import ThreadPoolExecutor

from tests.fixtures.served import HEAD, HR, Served


def test_a_task_goes_from_the_list_to_completion(served: Served) -> None:
    instance = served.start()
    task = served.task_of(instance)
    caller = served.caller(HR)
    rows = caller.get("/user-tasks?view=group&size=100").get_json()["items"]
    assert task in [row["id"] for row in rows]
    assert caller.put(f"/user-tasks/{task}/claim").status_code == 204
    kept = caller.put(f"/user-tasks/{task}/draft", json={"data": {"question": "半"}})
    assert kept.status_code == 200
    shown = caller.get(f"/user-tasks/{task}").get_json()
    assert (shown["task"]["mine"], shown["has_draft"]) == (True, True)
    assert shown["data"]["question"] == "半"
    assert shown["form"]["components"][0]["key"] == "question"
    answer = caller.post(f"/user-tasks/{task}/completion", json={"data": {"question": "可否？"}})
    assert (answer.status_code, answer.get_json()["instance_id"]) == (200, instance)
    assert caller.get(f"/user-tasks/{task}").get_json()["submitted"] == {"question": "可否？"}
    following = served.caller(HEAD).get("/user-tasks?view=group&size=100").get_json()["items"]
    assert instance in [row["instance_id"] for row in following]


def test_a_wrong_form_is_told_by_field_in_the_language_of_the_reader(served: Served) -> None:
    task = served.task_of(served.start())
    path = f"/user-tasks/{task}/completion"
    long = {"data": {"question": "x" * 21}}
    chinese = served.caller(HR).post(path, json=long)
    english = served.caller(HR).post(path, json=long, headers={"Accept-Language": "en"})
    assert chinese.get_json() == {
        "type": "about:blank",
        "title": "Unprocessable Entity",
        "status": 422,
        "code": "INVALID_INPUT",
        "detail": "部分内容需要更正。",
        "errors": {"question": ["最多填写 20 个字符。"]},
    }
    assert english.get_json()["errors"] == {"question": ["At most 20 characters are possible."]}
    assert served.caller(HR).get(f"/user-tasks/{task}").get_json()["task"]["state"] == "OPEN"


def test_of_many_who_complete_the_same_task_at_once_one_succeeds(served: Served) -> None:
    task = served.task_of(served.start())
    caller = served.caller(HR)

    def complete(number: int) -> int:
        entry = {"data": {"question": f"答 {number}"}}
        return caller.post(f"/user-tasks/{task}/completion", json=entry).status_code

    with ThreadPoolExecutor(6) as threads:
        statuses = sorted(threads.map(complete, range(6)))
    assert statuses == [200] + [409] * 5


def test_a_finished_task_is_refused_and_the_reader_told_why(served: Served) -> None:
    task = served.task_of(served.start())
    caller = served.caller(HR)
    entry = {"data": {"question": "?"}}
    caller.post(f"/user-tasks/{task}/completion", json=entry)
    again = caller.post(f"/user-tasks/{task}/completion", json=entry)
    assert (again.status_code, again.get_json()["code"]) == (409, "TASK_NOT_OPEN")
    assert again.get_json()["detail"] == "该任务已被他人办理或已撤销，您的填写未提交。"


def test_a_claimed_task_can_be_released_and_is_the_groups_again(served: Served) -> None:
    task = served.task_of(served.start())
    caller = served.caller(HR)
    caller.put(f"/user-tasks/{task}/claim")
    assert caller.get(f"/user-tasks/{task}").get_json()["may_release"] is True
    assert caller.delete(f"/user-tasks/{task}/claim").status_code == 204
    assert caller.get(f"/user-tasks/{task}").get_json()["may_claim"] is True


def test_pages_of_a_list_meet_without_gap_or_overlap(served: Served) -> None:
    started = {served.start() for _ in range(3)}
    caller = served.caller(HR)
    total = caller.get("/user-tasks?view=group").get_json()["total"]
    seen: list[str] = []
    for number in range(1, total // 2 + 2):
        page = caller.get(f"/user-tasks?view=group&size=2&page={number}").get_json()
        assert (page["page"], page["size"], page["total"]) == (number, 2, total)
        assert page["pages"] == -(-total // 2)
        seen += [row["instance_id"] for row in page["items"]]
    assert len(seen) == len(set(seen)) == total
    assert started <= set(seen)


def test_an_odd_page_is_refused_by_name(served: Served) -> None:
    answer = served.caller(HR).get("/user-tasks?page=0&size=1000&view=all&color=red")
    assert answer.status_code == 422
    assert answer.get_json()["errors"] == {
        "page": ["应在 1 与 100000 之间。"],
        "size": ["应在 1 与 100 之间。"],
        "view": ["应为以下之一：mine, group, done。"],
    }


def test_an_administrator_gives_a_task_to_another_person(served: Served) -> None:
    task = served.task_of(served.start())
    admin = served.caller("jian.admin")
    people = admin.get(f"/user-tasks/{task}/candidates").get_json()["items"]
    assert [person["username"] for person in people] == [HR]
    entry = {"username": HEAD, "reason": "休假"}
    assert admin.put(f"/user-tasks/{task}/assignee", json=entry).status_code == 204
    assert served.caller(HEAD).get(f"/user-tasks/{task}").get_json()["may_complete"] is True
    nobody = admin.put(
        f"/user-tasks/{task}/assignee", json={"username": "nobody", "reason": "休假"}
    )
    assert (nobody.status_code, list(nobody.get_json()["errors"])) == (422, ["username"])


def test_the_counts_follow_the_lists(served: Served) -> None:
    before = served.caller(HR).get("/user-tasks/counts").get_json()
    task = served.task_of(served.start())
    served.caller(HR).put(f"/user-tasks/{task}/claim")
    after = served.caller(HR).get("/user-tasks/counts").get_json()
    assert after == {"mine": before["mine"] + 1, "group": before["group"]}
