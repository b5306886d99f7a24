"""Subshells (JEP 91) as a client of jupyter_client sees them."""

import unittest

from client import TIMEOUT, KernelTestCase


class SubshellTests(KernelTestCase):
    def setUp(self) -> None:
        created = self.control("create_subshell_request", {})
        self.assertEqual(created["status"], "ok")
        self.subshell = created["subshell_id"]

    def tearDown(self) -> None:
        self.control("delete_subshell_request", {"subshell_id": self.subshell})

    def test_they_are_offered(self) -> None:
        info = self.reply(self.send("kernel_info_request", {}))
        self.assertIn("kernel subshells", info["supported_features"])

    def test_they_are_listed_until_they_are_deleted(self) -> None:
        other = self.control("create_subshell_request", {})["subshell_id"]
        self.assertEqual(self.control("list_subshell_request", {})["subshell_id"], [self.subshell, other])
        self.assertEqual(self.control("delete_subshell_request", {"subshell_id": other}), {"status": "ok"})
        self.assertEqual(self.control("list_subshell_request", {})["subshell_id"], [self.subshell])

    def test_one_that_is_not_there_is_refused(self) -> None:
        deleted = self.control("delete_subshell_request", {"subshell_id": "nobody"})
        self.assertEqual((deleted["status"], deleted["ename"]), ("error", "UNKNOWN_SUBSHELL"))
        sent = self.start("1", "nobody")
        self.assertEqual(self.reply(sent)["ename"], "UNKNOWN_SUBSHELL")
        states = [one["content"]["execution_state"] for one in self.outputs(sent)]
        self.assertEqual(states, ["busy", "idle"])

    def test_a_cell_runs_while_the_main_shell_awaits(self) -> None:
        main = self.start("let release = (n: number) => {};\nawait new Promise<number>((done) => { release = done; })")
        self.until(main, "execute_input")
        # A cell that the other one waits for: had it to wait itself, neither would end.
        self.assertEqual(self.result("release(5); 'released'", self.subshell), "'released'")
        self.assertEqual(self.reply(main)["status"], "ok")

    def test_cells_of_one_run_one_after_the_other(self) -> None:
        self.result("const order: string[] = []; 0")
        pause = "await new Promise((done) => setTimeout(done, 30))"
        first = self.start(f"order.push('a'); {pause}; order.push('b');", self.subshell)
        second = self.start("order.push('c');", self.subshell)
        self.assertEqual(self.reply(first)["status"], "ok")
        self.assertEqual(self.reply(second)["status"], "ok")
        self.assertEqual(self.result("order.join('')"), "'abc'")

    def test_count_and_history_are_its_own(self) -> None:
        main = self.reply(self.start("'main'"))["execution_count"]
        self.assertEqual(self.reply(self.start("'first'", self.subshell))["execution_count"], 1)
        self.assertEqual(self.reply(self.start("'second'", self.subshell))["execution_count"], 2)
        self.assertEqual(self.reply(self.start("'main'"))["execution_count"], main + 1)
        asked = {"hist_access_type": "tail", "n": 10, "output": True, "raw": True}
        history = self.reply(self.send("history_request", asked, subshell=self.subshell))["history"]
        self.assertEqual(history, [[1, 1, ["'first'", "'first'"]], [1, 2, ["'second'", "'second'"]]])

    def test_outputs_have_the_subshell_in_their_parent(self) -> None:
        outputs = self.outputs(self.start("console.log('here')", self.subshell))
        self.assertIn("stream", [one["msg_type"] for one in outputs])
        self.assertEqual({one["parent_header"]["subshell_id"] for one in outputs}, {self.subshell})

    def test_an_error_aborts_what_waits_in_its_shell_only(self) -> None:
        main = self.start("let go = () => {};\nawait new Promise<void>((done) => { go = done; })")
        self.until(main, "execute_input")
        failing = self.start("throw new Error('here')", self.subshell)
        waiting = self.start("1", self.subshell)
        self.assertEqual(self.reply(failing)["status"], "error")
        self.assertEqual(self.reply(waiting)["status"], "aborted")
        self.start("go()", self.subshell)
        self.assertEqual(self.reply(main)["status"], "ok")

    def test_an_error_points_to_the_line_of_its_own_cell(self) -> None:
        self.reply(self.start("1", self.subshell))
        failed = self.reply(self.start("const a = 1;\nnull!.wrong", self.subshell))
        self.assertRegex("\n".join(failed["traceback"]), r"In\[\d+\.2\], line 2")

    def test_an_interrupt_ends_the_cells_of_all_shells(self) -> None:
        main = self.start("await new Promise(() => {})")
        self.until(main, "execute_input")
        spinning = self.start("console.log('spins'); while (true) {}", self.subshell)
        self.until(spinning, "stream")
        self.control("interrupt_request", {})
        ended = [self.client.get_shell_msg(timeout=TIMEOUT) for _ in range(2)]
        names = {one["parent_header"]["msg_id"]: one["content"]["ename"] for one in ended}
        self.assertEqual(names, {main: "Interrupted", spinning: "Interrupted"})
        self.assertEqual(self.result("2 + 3", self.subshell), "5")
        self.assertEqual(self.result("for (let i = 0; i < 3; i++) {}; 4"), "4")

    def test_input_is_asked_for_independently(self) -> None:
        main = self.start("await input('main? ')", allow_stdin=True)
        self.assertEqual(self.client.get_stdin_msg(timeout=TIMEOUT)["content"]["prompt"], "main? ")
        other = self.start("await input('sub? ')", self.subshell, allow_stdin=True)
        self.assertEqual(self.client.get_stdin_msg(timeout=TIMEOUT)["content"]["prompt"], "sub? ")
        self.send("input_reply", {"value": "two"}, "stdin", self.subshell)
        self.assertEqual(self.until(other, "execute_result")["data"]["text/plain"], "'two'")
        self.client.input("one")
        self.assertEqual(self.until(main, "execute_result")["data"]["text/plain"], "'one'")

    def test_what_waits_in_a_deleted_one_is_aborted(self) -> None:
        other = self.control("create_subshell_request", {})["subshell_id"]
        running = self.start("let leave = () => {};\nawait new Promise<void>((done) => { leave = done; })", other)
        waiting = self.start("1", other)
        self.until(running, "execute_input")
        self.control("delete_subshell_request", {"subshell_id": other})
        self.assertEqual(self.reply(waiting)["status"], "aborted")
        self.start("leave()")
        self.assertEqual(self.reply(running)["status"], "ok")

    def test_comms_work_in_one(self) -> None:
        self.result("comms.register('sub', (comm) => comm.onMessage(({ data }) => comm.send({ echo: data }))); 0")
        self.send("comm_open", {"comm_id": "s", "target_name": "sub", "data": {}}, subshell=self.subshell)
        sent = self.send("comm_msg", {"comm_id": "s", "data": {"n": 1}}, subshell=self.subshell)
        self.assertEqual(self.until(sent, "comm_msg")["data"], {"echo": {"n": 1}})


class InputTests(KernelTestCase):
    def test_a_question_of_an_interrupted_cell_is_forgotten(self) -> None:
        first = self.start("await input('first? ')", allow_stdin=True)
        self.assertEqual(self.client.get_stdin_msg(timeout=TIMEOUT)["content"]["prompt"], "first? ")
        self.control("interrupt_request", {})
        self.assertEqual(self.reply(first)["ename"], "Interrupted")
        second = self.start("await input('second? ')", allow_stdin=True)
        self.assertEqual(self.client.get_stdin_msg(timeout=TIMEOUT)["content"]["prompt"], "second? ")
        self.client.input("yes")
        self.assertEqual(self.until(second, "execute_result")["data"]["text/plain"], "'yes'")


if __name__ == "__main__":
    unittest.main(verbosity=2)
