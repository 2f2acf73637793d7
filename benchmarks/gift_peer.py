"""Reads GIFT with pygiftparser, in the environment of `peers.lock`; nothing of OrgLife is there.

Says the seconds it took and how many questions it found.
"""

import sys
import time

from pygiftparser import parser

text = sys.stdin.buffer.read().decode()
began = time.perf_counter()
questions = parser.parse(text).questions
sys.stdout.write(f"{time.perf_counter() - began} {len(questions)}")
