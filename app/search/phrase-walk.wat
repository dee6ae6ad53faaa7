;; Where in a block of a TextStore a phrase stands. Compiled into phrase-walk.server.ts; a test holds the two together. The
;; memory is that of PhraseWalk. From address 0 on there is a byte for each place of a block: a mark, if the phrase may
;; begin there. Places take two bytes each; all addresses are in bytes.
(module
  (memory (import "walk" "memory") 1)
  ;; Marks where the phrase would begin that has one of its words, $offset words behind its beginning, at the places from
  ;; $at to $end: with $mark.
  (func (export "mark") (param $at i32) (param $end i32) (param $offset i32) (param $mark i32)
    (block $done
      (loop $places
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (i32.store8 (i32.sub (i32.load16_u (local.get $at)) (local.get $offset)) (local.get $mark))
        (local.set $at (i32.add (local.get $at) (i32.const 2)))
        (br $places))))

  ;; The same, but only where the mark was $before: no branch, though most places do not go on.
  (func (export "remark") (param $at i32) (param $end i32) (param $offset i32) (param $before i32) (param $mark i32)
    (local $start i32) (local $now i32)
    (block $done
      (loop $places
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $start (i32.sub (i32.load16_u (local.get $at)) (local.get $offset)))
        (local.set $now (i32.load8_u (local.get $start)))
        (i32.store8 (local.get $start)
          (select (local.get $mark) (local.get $now) (i32.eq (local.get $now) (local.get $before))))
        (local.set $at (i32.add (local.get $at) (i32.const 2)))
        (br $places))))

  ;; Adds the documents to $any, where a phrase begins that has its last word at the places from $at to $end, and $mark
  ;; there: a bit for each document; to the set behind it, of $size bytes too, those that have it in their head, and to the
  ;; one behind that those that have it in their title. From $docs on there is a number of four bytes for each slot, its
  ;; document, below zero for one that is gone; from $slots on there are four: where it begins, where its title, head and
  ;; body end; behind the last one, where that ends.
  (func (export "name")
    (param $at i32) (param $end i32) (param $offset i32) (param $mark i32)
    (param $docs i32) (param $slots i32) (param $any i32) (param $size i32)
    (local $start i32) (local $before i32) (local $slot i32) (local $behind i32) (local $level i32)
    (local $doc i32) (local $word i32) (local $bit i32)
    (local.set $slot (local.get $slots))
    (block $done
      (loop $places
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $start (i32.sub (i32.load16_u (local.get $at)) (local.get $offset)))
        (local.set $at (i32.add (local.get $at) (i32.const 2)))
        (br_if $places (i32.ne (i32.load8_u (local.get $start)) (local.get $mark)))
        ;; The places of another word begin.
        (if (i32.lt_u (local.get $start) (local.get $before))
          (then
            (local.set $slot (local.get $slots))
            (local.set $behind (i32.const 0))))
        (local.set $before (local.get $start))
        (br_if $places (i32.lt_u (local.get $start) (local.get $behind)))
        (block $found
          (loop $next
            (br_if $found (i32.gt_u (i32.load offset=16 (local.get $slot)) (local.get $start)))
            (local.set $slot (i32.add (local.get $slot) (i32.const 16)))
            (br $next)))
        (local.set $level (i32.add
          (i32.ge_u (local.get $start) (i32.load offset=4 (local.get $slot)))
          (i32.ge_u (local.get $start) (i32.load offset=8 (local.get $slot)))))
        (local.set $behind
          (i32.load offset=4 (i32.add (local.get $slot) (i32.shl (local.get $level) (i32.const 2)))))
        ;; What stands behind the texts is in no order.
        (if (i32.ge_u (local.get $start) (local.get $behind))
          (then
            (local.set $behind (i32.load offset=16 (local.get $slot)))
            (br $places)))
        (local.set $doc (i32.load
          (i32.add (local.get $docs) (i32.shr_u (i32.sub (local.get $slot) (local.get $slots)) (i32.const 2)))))
        (br_if $places (i32.lt_s (local.get $doc) (i32.const 0)))
        (local.set $word (i32.add (local.get $any) (i32.shl (i32.shr_u (local.get $doc) (i32.const 5)) (i32.const 2))))
        (local.set $bit (i32.shl (i32.const 1) (local.get $doc)))
        (i32.store (local.get $word) (i32.or (i32.load (local.get $word)) (local.get $bit)))
        (br_if $places (i32.eq (local.get $level) (i32.const 2)))
        (local.set $word (i32.add (local.get $word) (local.get $size)))
        (i32.store (local.get $word) (i32.or (i32.load (local.get $word)) (local.get $bit)))
        (br_if $places (i32.eq (local.get $level) (i32.const 1)))
        (local.set $word (i32.add (local.get $word) (local.get $size)))
        (i32.store (local.get $word) (i32.or (i32.load (local.get $word)) (local.get $bit)))
        (br $places)))))
