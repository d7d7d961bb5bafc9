// Checks a log in a folder with Go's own transparency log packages (golang.org/x/mod/sumdb).
//
// Usage: crosscheck FOLDER VERIFIER-KEY < proofs.json
//
// The checkpoint is opened as a signed note; every entry is checked against the tiles; the inclusion
// and consistency proofs that come on standard input are checked against the checkpoint.
package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type proofs struct {
	Inclusion []struct {
		Index  int64
		Hashes []tlog.Hash
	}
	Consistency []struct {
		Size   int64
		Root   tlog.Hash
		Hashes []tlog.Hash
	}
}

type folder string

func (f folder) Height() int { return 8 }

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(string(f), strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		found = append(found, data)
	}
	return found, nil
}

func (f folder) entries(number, width int64) [][]byte {
	tile := tlog.Tile{H: 8, L: 0, N: number, W: int(width)}
	path := strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
	data, err := os.ReadFile(filepath.Join(string(f), path))
	check(err)
	var found [][]byte
	for len(data) > 0 {
		end := 2 + int(binary.BigEndian.Uint16(data))
		found, data = append(found, data[2:end]), data[end:]
	}
	return found
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "crosscheck:", err)
		os.Exit(1)
	}
}

func open(root, key string) tlog.Tree {
	data, err := os.ReadFile(filepath.Join(root, "checkpoint"))
	check(err)
	verifier, err := note.NewVerifier(key)
	check(err)
	opened, err := note.Open(data, note.VerifierList(verifier))
	check(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	hash, err := tlog.ParseHash(lines[2])
	check(err)
	return tlog.Tree{N: size, Hash: hash}
}

func main() {
	root := folder(os.Args[1])
	tree := open(os.Args[1], os.Args[2])
	var given proofs
	check(json.NewDecoder(os.Stdin).Decode(&given))
	reader := tlog.TileHashReader(tree, root)
	hash, err := tlog.TreeHash(tree.N, reader)
	check(err)
	if hash != tree.Hash {
		check(fmt.Errorf("the tiles lead to another root"))
	}
	var leaves []tlog.Hash
	for at := int64(0); at < tree.N; at += 256 {
		for _, entry := range root.entries(at/256, min(256, tree.N-at)) {
			leaves = append(leaves, tlog.RecordHash(entry))
		}
	}
	for _, proof := range given.Inclusion {
		check(tlog.CheckRecord(proof.Hashes, tree.N, tree.Hash, proof.Index, leaves[proof.Index]))
		own, err := tlog.ProveRecord(tree.N, proof.Index, reader)
		check(err)
		if fmt.Sprint(own) != fmt.Sprint(tlog.RecordProof(proof.Hashes)) {
			check(fmt.Errorf("another inclusion proof for %d", proof.Index))
		}
	}
	for _, proof := range given.Consistency {
		check(tlog.CheckTree(proof.Hashes, tree.N, tree.Hash, proof.Size, proof.Root))
	}
	fmt.Printf("%d entries, %d inclusion proofs, %d consistency proofs\n",
		len(leaves), len(given.Inclusion), len(given.Consistency))
}
