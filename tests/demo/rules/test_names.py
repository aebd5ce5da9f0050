from itertools import islice

from gonghui.demo.rules.names import invented_names


def test_invented_names_are_all_different_and_the_same_every_time():
    names = list(islice(invented_names(2023), 500))

    assert len(set(names)) == 500
    assert names == list(islice(invented_names(2023), 500))
