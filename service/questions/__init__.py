"""Questions, banks and what an answer is worth: PURE, for quizzes and the files they come from."""
