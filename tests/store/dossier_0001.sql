-- What the first Verbale wrote into its tables: two articles, one of them read twice, and one without findings.
INSERT INTO brief VALUES (1, '
title = "Talks on the river"
parties = [{code = "ARL", name = "Arland"}, {code = "BEN", name = "Benland"}]
', 'd4d1ae26d5ee12df', '2024-05-06');
INSERT INTO article VALUES (1, 'd22874dd7aed1fdbb6fbdf7f93858be1', 'one.txt', NULL, '[]', '2024-05-02', 'unknown', NULL, NULL, 'The River', NULL, NULL, NULL, NULL, NULL, 0, 'news', '[]', '[[0,109]]', NULL, 0, '2024-05-06', '2024-05-02', '2024-05-02', '2024-05-02', 0, 'Arland said on Monday that it would suspend the talks on the river. Bénland''s minister called the move hasty.');
INSERT INTO article VALUES (2, 'e2240bec3c0eeed361f1b0ac46f42758', 'two.txt', NULL, '[]', NULL, 'unknown', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 'news', '[]', '[[0,116]]', NULL, 0, '2024-05-06', '2024-05-06', NULL, NULL, 1, 'Again: Arland said on Monday that it would suspend the talks on the river. Bénland''s minister called the move hasty.');
INSERT INTO article VALUES (3, '43fc952b0f648dea715f08fc5c18a10b', 'none.txt', NULL, '[]', NULL, 'unknown', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 'news', '[]', '[[0,8]]', NULL, 0, '2024-05-06', '2024-05-06', NULL, NULL, 0, 'Nothing.');
INSERT INTO source VALUES (1, 'one.txt', '2024-05-06');
INSERT INTO source VALUES (2, 'three.txt', '2024-06-01');
INSERT INTO source VALUES (2, 'two.txt', '2024-05-06');
INSERT INTO source VALUES (3, 'none.txt', '2024-05-06');
INSERT INTO finding VALUES (1, '5ddac098cdd9d717ef414ddd4b543ee2', 1, 'statement', '{"kind":"speech","speaker":"c8f77cece0e71e06292a01a2410752a2","speaker_span":[0,6],"cue":[7,11],"content":[[22,66]],"manner":"indirect","act":"threaten","addressee":null,"said_on":"2024-04-29","within":null,"issues":["river","talks"],"medium":null,"hedge":null,"on_record":null}', '[[22,66,"that it would suspend the talks on the river"],[7,11,"said"],[0,6,"Arland"]]');
INSERT INTO finding VALUES (2, 'c8f77cece0e71e06292a01a2410752a2', 1, 'actor', '{"name":"Arland","kind":"state","party":"ARL","role":null,"mentions":[[0,6]],"members":[]}', '[[0,6,"Arland"]]');
INSERT INTO finding VALUES (3, '57336afd52915bb50ae5828a573cc770', 1, 'statement', '{"kind":"speech","speaker":"1ce4a35e1fd782f08207cd746a419d65","speaker_span":[68,86],"cue":[87,93],"content":[[94,102],[103,108]],"manner":"mixed","act":"state","addressee":null,"said_on":null,"within":null,"issues":[],"medium":null,"hedge":null,"on_record":null}', '[[94,102,"the move"],[103,108,"hasty"],[87,93,"called"],[68,86,"Bénland''s minister"]]');
INSERT INTO finding VALUES (4, '1ce4a35e1fd782f08207cd746a419d65', 1, 'actor', '{"name":"Bénland''s minister","kind":"person","party":"BEN","role":null,"mentions":[[68,86]],"members":[]}', '[[68,86,"Bénland''s minister"]]');
INSERT INTO finding VALUES (5, '48eafc53ae90d6c29c534652c8f5f855', 2, 'statement', '{"kind":"speech","speaker":"58086fd43f243fcd3693467bb52a6ea4","speaker_span":[7,13],"cue":[14,18],"content":[[29,73]],"manner":"indirect","act":"threaten","addressee":null,"said_on":"2024-04-29","within":null,"issues":["river","talks"],"medium":null,"hedge":null,"on_record":null}', '[[29,73,"that it would suspend the talks on the river"],[14,18,"said"],[7,13,"Arland"]]');
INSERT INTO finding VALUES (6, '58086fd43f243fcd3693467bb52a6ea4', 2, 'actor', '{"name":"Arland","kind":"state","party":"ARL","role":null,"mentions":[[7,13]],"members":[]}', '[[7,13,"Arland"]]');
INSERT INTO finding VALUES (7, 'd930f7282f773a08f0b83d8ce9a5773e', 2, 'statement', '{"kind":"speech","speaker":"87cc59c7f42731e79be70cd45b74ea57","speaker_span":[75,93],"cue":[94,100],"content":[[101,109],[110,115]],"manner":"mixed","act":"state","addressee":null,"said_on":null,"within":null,"issues":[],"medium":null,"hedge":null,"on_record":null}', '[[101,109,"the move"],[110,115,"hasty"],[94,100,"called"],[75,93,"Bénland''s minister"]]');
INSERT INTO finding VALUES (8, '87cc59c7f42731e79be70cd45b74ea57', 2, 'actor', '{"name":"Bénland''s minister","kind":"person","party":"BEN","role":null,"mentions":[[75,93]],"members":[]}', '[[75,93,"Bénland''s minister"]]');
INSERT INTO observation VALUES (1, 'hand@1', 'b1', 'by hand', 0.75, NULL);
INSERT INTO observation VALUES (2, 'hand@1', 'b1', 'by hand', 0.75, NULL);
INSERT INTO observation VALUES (2, 'hand@2', 'b1', 'by hand', 0.75, 0);
INSERT INTO observation VALUES (3, 'hand@1', 'b1', 'by hand', 0.75, NULL);
INSERT INTO observation VALUES (3, 'hand@2', 'b1', 'by hand', 0.75, 1);
INSERT INTO observation VALUES (4, 'hand@1', 'b1', 'by hand', 0.75, NULL);
INSERT INTO observation VALUES (4, 'hand@2', 'b1', 'by hand', 0.75, 2);
INSERT INTO observation VALUES (5, 'hand@1', 'b1', 'by hand', 0.75, 0);
INSERT INTO observation VALUES (6, 'hand@1', 'b1', 'by hand', 0.75, 1);
INSERT INTO observation VALUES (7, 'hand@1', 'b1', 'by hand', 0.75, 2);
INSERT INTO observation VALUES (8, 'hand@1', 'b1', 'by hand', 0.75, 3);
INSERT INTO statement VALUES (3, 1, 'benland''s minister', 'BEN', 'mixed', 'state', '2024-05-02', '2024-05-02', 'the move … hasty');
INSERT INTO statement VALUES (5, 2, 'arland', 'ARL', 'indirect', 'threaten', '2024-04-29', '2024-04-29', 'that it would suspend the talks on the river');
INSERT INTO statement VALUES (7, 2, 'benland''s minister', 'BEN', 'mixed', 'state', NULL, NULL, 'the move … hasty');
INSERT INTO statement_issue VALUES (5, 'river');
INSERT INTO statement_issue VALUES (5, 'talks');
INSERT INTO judgement VALUES (1, 'j1', 'corrected', 'actor', '["d22874dd7aed1fdbb6fbdf7f93858be1",0,6,"Arland"]', NULL, NULL, NULL, 'an officer', '2024-05-07', 'it is a state', NULL);
INSERT INTO membership VALUES (5, 'statement:s');
INSERT INTO membership VALUES (6, 'actor:a');
INSERT INTO membership VALUES (7, 'statement:s');
INSERT INTO membership VALUES (8, 'actor:a');
