<?php

// Makes one request the way PHP programs do, and prints the body of the answer. The request comes as JSON.
$request = json_decode(stream_get_contents(STDIN), true);

$curl = curl_init($request['url']);
curl_setopt($curl, CURLOPT_RETURNTRANSFER, true);
curl_setopt($curl, CURLOPT_HTTPHEADER, $request['headers']);
if ($request['method'] === 'POST') {
	$fields = $request['body']['fields'];
	$isJson = $request['body']['as'] === 'json';
	curl_setopt($curl, CURLOPT_POST, true);
	curl_setopt($curl, CURLOPT_POSTFIELDS, $isJson ? json_encode((object) $fields) : $fields);
}

$answer = curl_exec($curl);
if ($answer === false) {
	fwrite(STDERR, curl_error($curl) . "\n");
	exit(1);
}
echo $answer;
