"""Whether a stretch meets one of many ranges: the same as comparing it with each."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.press.text_lines import merge_spans
from retrieval.reading.span_overlap import overlaps

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6).map(merge_spans)


def test_what_only_touches_does_not_overlap():
    assert not overlaps([(2, 5)], 0, 2)
    assert not overlaps([(2, 5)], 5, 9)
    assert overlaps([(2, 5)], 4, 9)
    assert overlaps([(2, 5)], 3, 4)
    assert not overlaps([], 0, 9)


@given(SPANS, st.integers(0, 30), st.integers(1, 9))
def test_it_is_what_each_range_by_itself_says(spans, start, length):
    end = start + length
    assert overlaps(spans, start, end) == any(low < end and start < high for low, high in spans)
