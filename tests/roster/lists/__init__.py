"""Lists of people as HR keeps them: each built in code, with the people, codes, cells and messages due."""
